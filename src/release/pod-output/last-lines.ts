import { stripVTControlCharacters } from 'node:util';

/** How many lines of a container are shown. */
export const mostLines = 20;

/** How much of a container's text is shown. Characters. */
export const mostText = 4000;

/** All control characters except tabs and line feeds. */
const controls = /(?![\t\n])\p{Cc}/gu;

/**
 * Removes terminal codes and other control characters. A carriage return ends a line, because programs that show their
 * progress write one after the other.
 */
export function withoutTerminalCodes(text: string): string {
  return stripVTControlCharacters(text).replace(/\r\n?/g, '\n').replace(controls, '');
}

/** The last lines of a text. The text is cut only after the values of Secrets are masked, so no half of one is shown. */
export function lastLines(text: string): string[] {
  const cut = text.length > mostText ? `…${text.slice(-mostText)}` : text;
  return cut
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-mostLines);
}
