/** Compares two texts by their characters, as `sort` needs it. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
