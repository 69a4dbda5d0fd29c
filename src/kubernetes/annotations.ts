/** The largest size of all annotations of an object together, in bytes, with their keys. */
export const largestAnnotations = 256 * 1024;

/** The size of the annotations of an object, in bytes. */
export function sizeOfAnnotations(annotations: Readonly<Record<string, unknown>>): number {
  const text = Object.entries(annotations).map(([key, value]) => `${key}${value ?? ''}`);
  return Buffer.byteLength(text.join(''));
}
