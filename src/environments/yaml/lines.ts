import type { Splice } from './splice';

/** Inserts lines after the line of `offset`. A file without a newline at its end does not get one. */
export function insertLines(text: string, offset: number, lines: readonly string[]): Splice {
  const at = nextLine(text, offset);
  const eol = eolAt(text, offset);
  const isFreshLine = at === firstLine(text) || text[at - 1] === '\n';
  const inserted = lines.map((line) => (isFreshLine ? line + eol : eol + line)).join('');
  return { start: at, end: at, text: inserted };
}

/** Removes the lines from `start` to `end`. A file without a newline at its end does not get one. */
export function removeLines(text: string, start: number, end: number): Splice {
  const from = lineStart(text, start);
  const to = nextLine(text, end);
  const newline = text.endsWith('\n') || to < text.length ? '' : (/\r?\n$/.exec(text.slice(0, from))?.[0] ?? '');
  return { start: from - newline.length, end: to, text: '' };
}

/** Returns the offset at which the line of `offset` starts, after a byte order mark. */
export function lineStart(text: string, offset: number): number {
  return Math.max(firstLine(text), text.lastIndexOf('\n', offset - 1) + 1);
}

/** Returns the offset of the start of the next line, or of the end of the text. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

/** Returns the line ending that is used after `offset` or, failing that, at the first line of the file. */
export function eolAt(text: string, offset: number): string {
  const next = text.indexOf('\n', offset);
  const newline = next === -1 ? text.indexOf('\n') : next;
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

function firstLine(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}
