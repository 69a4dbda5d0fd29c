/**
 * The first texts of a list, and how many more there are: `['a', 'b', '3 more']`.
 *
 * @param most how many texts stay
 */
export function shortList(texts: readonly string[], most: number): string[] {
  const rest = texts.length - most;
  return [...texts.slice(0, most), ...(rest > 0 ? [`${rest} more`] : [])];
}
