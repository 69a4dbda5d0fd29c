/** Replaces `start` up to, not including, `end`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Carries splices out. They do not overlap, and their offsets are those of `text` as it is given. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const fromTheBack = [...splices].sort((a, b) => b.start - a.start || b.end - a.end);
  return fromTheBack.reduce((result, { start, end, text }) => result.slice(0, start) + text + result.slice(end), text);
}
