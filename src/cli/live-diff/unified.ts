import type { ObjectDiff } from '../../actions/diff/live';
import type { Terminal } from '../terminal';
import { fileNameOf } from './file-name';
import { headerOf, hunksOf } from './hunks';

/** What changes in an object as `diff -u` writes it, so that what reads patches reads this. */
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
