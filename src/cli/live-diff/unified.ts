import type { ObjectDiff } from '../../actions/diff/live';
import type { Terminal } from '../terminal';
import { fileNameOf } from './file-name';
import { headerOf, hunksOf } from './hunks';

/**
 * The changes of an object in the form of `diff -u`, which tools that read patches accept.
 *
 * @param sides the names of the two folders
 */
export function unifiedDiff(
  object: ObjectDiff,
  { paint }: Pick<Terminal, 'paint'>,
  sides: readonly [string, string] = ['LIVE', 'MERGED'],
): string[] {
  const hunks = hunksOf(object);
  if (hunks.length === 0) return [];
  const name = fileNameOf(object);
  const colours: Readonly<Record<string, (text: string) => string>> = { '+': paint.green, '-': paint.red };
  return [
    paint.bold(`--- ${object.before ? `${sides[0]}/${name}` : '/dev/null'}`),
    paint.bold(`+++ ${object.after ? `${sides[1]}/${name}` : '/dev/null'}`),
    ...hunks.flatMap((hunk) => [
      paint.cyan(headerOf(hunk)),
      ...hunk.lines.map((line) => colours[line.slice(0, 1)]?.(line) ?? line),
    ]),
  ];
}
