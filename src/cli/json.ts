import { printableLines } from '../diagnostics';

/**
 * A result as JSON. Characters that a terminal would obey are escaped, which JSON allows in every text, so scripts read
 * the same data.
 *
 * @param indent number of spaces; none for one line
 */
export function jsonText(value: unknown, indent = 2): string {
  return printableLines(JSON.stringify(value, null, indent));
}
