import { printable, printableLine } from '../diagnostics';
import { truncate } from './truncate';

/**
 * Columns under upper-case heads, as kubectl prints them. Each cell takes one line, and a line that is wider than the
 * screen is cut.
 */
export function table(heads: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  const all = [heads.map((head) => head.toUpperCase()), ...rows].map((row) => row.map(printable));
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .map((line) => truncate(printableLine(line), width))
    .join('\n');
}
