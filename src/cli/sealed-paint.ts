import { printableLines } from '../diagnostics';

/** The styles of towpath's own text. */
export type Paint = Readonly<Record<(typeof looks)[number], (text: string) => string>>;

const looks = ['bold', 'dim', 'red', 'green', 'yellow', 'cyan'] as const;

/**
 * Stands for the escape character in painted text until `sanitizeForTerminal` has seen the text. It differs in each
 * process, so that no file and no cluster can contain it. Code of an application could guess it, but such code can write
 * to the terminal itself. So `Math.random` is enough, and Node need not load `node:crypto` at each start.
 */
const seal = `<${Math.random()}${Math.random()}>`;
const ESC = '\u001b';

/** Paints text with codes that only `sanitizeForTerminal` turns into those of a terminal. */
export function sealedPaint(isColoured: boolean): Paint {
  const painters = looks.map((look) => [look, isColoured ? painter(look) : (text: string) => text] as const);
  return Object.fromEntries(painters) as unknown as Paint;
}

function painter(look: (typeof looks)[number]): (text: string) => string {
  // picocolors opens the standard output when it is loaded, and then Node loads its streams. Text without colours needs
  // neither.
  const { createColors } = require('picocolors') as typeof import('picocolors');
  // Only the codes are sealed. An escape character inside the painted text is not towpath's.
  const [before, after] = createColors(true)[look]('\n').replaceAll(ESC, seal).split('\n');
  return (text) => `${before}${text}${after}`;
}

/** Removes every control character from the output of a command except line feeds, tabs and towpath's own colours. */
export function sanitizeForTerminal(text: string): string {
  return printableLines(text).replaceAll(seal, ESC);
}
