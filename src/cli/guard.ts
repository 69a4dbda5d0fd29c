import { randomUUID } from 'node:crypto';
import { createColors } from 'picocolors';
import { printableLines } from '../diagnostics';

/** The looks that our own text has. */
export type Paint = Readonly<Record<(typeof looks)[number], (text: string) => string>>;

const looks = ['bold', 'dim', 'red', 'green', 'yellow', 'cyan'] as const;

/** Stands for the escape character in what `paint` makes, until `guard` has seen the text. Nobody else can know it. */
const seal = randomUUID();
const ESC = '\u001b';

/** Paints text, with codes that only `guard` can turn into those of a terminal. */
export function sealedPaint(isColoured: boolean): Paint {
  const colours = createColors(isColoured);
  const painters = looks.map((look) => {
    // The codes alone are sealed: an escape character in the text that they enclose is not ours.
    const [before, after] = colours[look]('\n').replaceAll(ESC, seal).split('\n');
    return [look, (text: string) => `${before}${text}${after}`] as const;
  });
  return Object.fromEntries(painters) as unknown as Paint;
}

/** The last look at what a terminal is given: of its controls, only line feeds, tabs and our own colours remain. */
export function sanitizeForTerminal(text: string): string {
  return printableLines(text).replaceAll(seal, ESC);
}
