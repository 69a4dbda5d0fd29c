import { randomUUID } from 'node:crypto';
import { createColors } from 'picocolors';
import { printableLines } from '../diagnostics';

/** The styles of towpath's own text. */
export type Paint = Readonly<Record<(typeof looks)[number], (text: string) => string>>;

const looks = ['bold', 'dim', 'red', 'green', 'yellow', 'cyan'] as const;

/** Stands for the escape character in painted text until `guard` has seen the text. No other code knows it. */
const seal = randomUUID();
const ESC = '\u001b';

/** Paints text with codes that only `guard` turns into those of a terminal. */
export function sealedPaint(isColoured: boolean): Paint {
  const colours = createColors(isColoured);
  const painters = looks.map((look) => {
    // Only the codes are sealed. An escape character inside the painted text is not towpath's.
    const [before, after] = colours[look]('\n').replaceAll(ESC, seal).split('\n');
    return [look, (text: string) => `${before}${text}${after}`] as const;
  });
  return Object.fromEntries(painters) as unknown as Paint;
}

/** Removes every control character from the output of a command except line feeds, tabs and towpath's own colours. */
export function sanitizeForTerminal(text: string): string {
  return printableLines(text).replaceAll(seal, ESC);
}
