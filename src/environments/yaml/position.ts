import { LineCounter } from 'yaml';

/** A place in the text, as editors show it. Both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Tells where in `text` an offset is. */
export function positionsIn(text: string): (offset: number) => Position {
  // Not filled by the parser: it misses lines within broken parts.
  const lines = new LineCounter();
  let start = 0;
  do {
    lines.addNewLine(start);
    start = text.indexOf('\n', start) + 1;
  } while (start > 0);
  return (offset) => {
    const { line, col } = lines.linePos(offset);
    // Editors do not count the byte order mark.
    return { line, column: line === 1 && col > 1 && text.startsWith('\uFEFF') ? col - 1 : col };
  };
}
