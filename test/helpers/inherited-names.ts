/** The names that each object of JavaScript inherits, so that a table finds them though nobody has set them. */
export const inheritedNames = Object.getOwnPropertyNames(Object.prototype);

/** A name of the same form that no object has. */
export function otherName(name: string): string {
  return [...name].reverse().join('');
}

/** The result for a name, written with its other name, so that the results for the two can be compared. */
export function withOtherName(name: string, result: unknown): unknown {
  const text = JSON.stringify(result).replaceAll(name, otherName(name));
  // The name of a file is in lower case.
  return JSON.parse(text.replaceAll(name.toLowerCase(), otherName(name).toLowerCase()));
}
