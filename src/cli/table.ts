import { printable, printableLine } from '../diagnostics';
import { wrap } from './wrap';

/** A column of a table. */
export interface Column {
  readonly head: string;
  /**
   * When a screen is too narrow, the column with the smallest number is left out first. A column without a number is
   * never left out.
   */
  readonly spare?: number;
}

/**
 * Columns under upper-case heads, as kubectl prints them. On a screen that is too narrow, spare columns are left out,
 * and a last line names them. If the other columns are still too wide, each row becomes a list of all its cells.
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): string {
  const all = [columns.map(({ head }) => head.toUpperCase()), ...rows].map((row) => row.map(printable));
  const widths = columns.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const shown = fittingColumns(columns, widths, width);
  if (!shown) return rows.length > 0 ? stacked(all, width) : wrap(all.flat().join(gap), width);
  const lines = all.map((row) =>
    printableLine(
      shown
        .map((column) => (row[column] ?? '').padEnd(widths[column] ?? 0))
        .join(gap)
        .trimEnd(),
    ),
  );
  const left = columns.filter((_, column) => !shown.includes(column)).map(({ head }) => head);
  if (left.length > 0) lines.push(wrap(`(not shown: ${left.join(', ')}; use -o wide)`, width));
  return lines.join('\n');
}

const gap = '   ';

/** The positions of the columns that fit the screen; undefined if even the columns that are always shown do not fit. */
function fittingColumns(
  columns: readonly Column[],
  widths: readonly number[],
  width: number,
): readonly number[] | undefined {
  let shown = columns.map((_, column) => column);
  const rank = (column: number) => columns[column]?.spare ?? Number.POSITIVE_INFINITY;
  while (sum(shown.map((column) => widths[column] ?? 0)) + gap.length * (shown.length - 1) > width) {
    const first = shown.reduce((least, column) => (rank(column) < rank(least) ? column : least), shown[0] ?? 0);
    if (!Number.isFinite(rank(first))) return undefined;
    shown = shown.filter((column) => column !== first);
  }
  return shown;
}

/** Each row as lines of a head and a cell, with an empty line between two rows. */
function stacked([heads = [], ...rows]: readonly (readonly string[])[], width: number): string {
  const indent = Math.max(...heads.map((head) => head.length)) + 2;
  const blocks = rows.map((row) =>
    row.flatMap((cell, column) => {
      const head = (heads[column] ?? '').padEnd(indent);
      return cell === '' ? [] : [wrap(printableLine(`${head}${cell}`), width, indent)];
    }),
  );
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
