import { printable } from '../diagnostics';

/** A line that ends where the screen, or the room that it has, ends. */
export function truncate(line: string, width: number): string {
  if (line.length <= width) return line;
  const signs = [...line];
  return signs.length > width ? `${signs.slice(0, width - 1).join('')}…` : line;
}

/** A value of any kind in one line. */
export function inOneLine(value: unknown, width: number): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return truncate(printable(text), width);
}
