import type { ObjectDiff } from '../../actions/diff/live';
import type { Terminal } from '../terminal';
import { fileNameOf } from './file-name';
import { headerOf, hunksOf } from './hunks';

/** The changes of an object in the form of `diff -u`, which tools that read patches accept. */
export function unifiedDiff(object: ObjectDiff, { paint }: Pick<Terminal, 'paint'>): string[] {
  const hunks = hunksOf(object);
  if (hunks.length === 0) return [];
  const name = fileNameOf(object);
  const colours: Readonly<Record<string, (text: string) => string>> = { '+': paint.green, '-': paint.red };
  return [
    paint.bold(`--- ${object.before ? `LIVE/${name}` : '/dev/null'}`),
    paint.bold(`+++ ${object.after ? `MERGED/${name}` : '/dev/null'}`),
    ...hunks.flatMap((hunk) => [
      paint.cyan(headerOf(hunk)),
      ...hunk.lines.map((line) => colours[line.slice(0, 1)]?.(line) ?? line),
    ]),
  ];
}
