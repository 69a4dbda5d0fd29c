/** Anything as text. What has no text, or throws when it is asked for one, is named by its type. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return `a ${typeof value} without a text`;
  }
}
