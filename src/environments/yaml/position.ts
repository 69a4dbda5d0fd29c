import { LineCounter } from 'yaml';

/** A line and column of the text, as editors show them. Both start at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Returns a function that converts an offset in `text` to a position. */
export function positionsIn(text: string): (offset: number) => Position {
  // The line counter of the parser misses lines inside invalid parts, so the lines are counted here.
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
