/** Converts any value to text. A value that cannot be converted is described by its type. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return `${typeof value === 'object' ? 'an object' : 'a function'} without a text`;
  }
}
