import type { Splice } from './splice';

/** Inserts lines after the line of `offset`. A file without a newline at its end stays so. */
export function insertLines(text: string, offset: number, lines: readonly string[]): Splice {
  const at = nextLine(text, offset);
  const eol = eolAt(text, offset);
  const isFreshLine = at === firstLine(text) || text[at - 1] === '\n';
  const inserted = lines.map((line) => (isFreshLine ? line + eol : eol + line)).join('');
  return { start: at, end: at, text: inserted };
}

/** Removes the lines from `start` to `end`. Where they end the file without a newline, the line before them will. */
export function removeLines(text: string, start: number, end: number): Splice {
  const from = lineStart(text, start);
  const to = nextLine(text, end);
  const newline = text.endsWith('\n') || to < text.length ? '' : (/\r?\n$/.exec(text.slice(0, from))?.[0] ?? '');
  return { start: from - newline.length, end: to, text: '' };
}

/** Where the line of `offset` starts. A byte order mark stays in front of it. */
export function lineStart(text: string, offset: number): number {
  return Math.max(firstLine(text), text.lastIndexOf('\n', offset - 1) + 1);
}

/** Where the line after that of `offset` starts, or the text ends. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

/** The line end in use at `offset`, or else in the file. */
export function eolAt(text: string, offset: number): string {
  const next = text.indexOf('\n', offset);
  const newline = next === -1 ? text.indexOf('\n') : next;
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

function firstLine(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}
