/** Replaces the text from `start` up to but not including `end`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Applies splices to `text`. They must not overlap. All offsets refer to the original text. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const fromTheBack = [...splices].sort((a, b) => b.start - a.start || b.end - a.end);
  return fromTheBack.reduce((result, { start, end, text }) => result.slice(0, start) + text + result.slice(end), text);
}
