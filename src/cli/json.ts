import { printableLines } from '../diagnostics';

/**
 * A result for scripts. What a terminal would obey is written as an escape, which JSON allows in every text: the data
 * that a script reads is the same.
 *
 * @param indent spaces; none for one line
 */
export function jsonText(value: unknown, indent = 2): string {
  return printableLines(JSON.stringify(value, null, indent));
}
