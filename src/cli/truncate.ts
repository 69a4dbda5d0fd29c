import { printable } from '../diagnostics';

/** Cuts a line at the width of the screen or of its column. */
export function truncate(line: string, width: number): string {
  if (line.length <= width) return line;
  const signs = [...line];
  return signs.length > width ? `${signs.slice(0, width - 1).join('')}…` : line;
}

/** A value of any type in one line. */
export function inOneLine(value: unknown, width: number): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return truncate(printable(text), width);
}
