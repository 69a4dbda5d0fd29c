/** Replaces the text from `start` up to but not including `end`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Applies splices to `text`. They must not overlap. All offsets refer to the original text. Texts that are inserted at
 * the same offset keep the order of the splices.
 */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const inOrder = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
  const parts = inOrder.map((splice, index) => text.slice(inOrder[index - 1]?.end ?? 0, splice.start) + splice.text);
  return parts.join('') + text.slice(inOrder.at(-1)?.end ?? 0);
}
