import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the golden files, one for each subject. */
export const goldenFolder = join(__dirname, '../../test/verdicts/golden');

/** A value, and whether the API server accepts it. */
export interface Judged {
  readonly value: unknown;
  readonly accepted: boolean;
}

/** Writes the verdicts about one kind of value: a line for each value, with `+` if the server accepts it, else `-`. */
export function writeGolden(name: string, judged: readonly Judged[]): void {
  const lines = judged.map(({ value, accepted }) => `${accepted ? '+' : '-'}${JSON.stringify(value)}\n`);
  writeFileSync(join(goldenFolder, `${name}.txt`), lines.join(''));
}

export function readGolden(name: string): Judged[] {
  const lines = readFileSync(join(goldenFolder, `${name}.txt`), 'utf8')
    .split('\n')
    .slice(0, -1);
  return lines.map((line) => ({ accepted: line.startsWith('+'), value: JSON.parse(line.slice(1)) as unknown }));
}
