/** A version of an image, as a pin says it: a tag, a digest, or both. */
export interface Version {
  readonly tag?: string;
  readonly digest?: string;
}

/** Only the tag and the digest of a value that has more. */
export function versionOf({ tag, digest }: Version): Version {
  return { ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** A tag such as `v1.2.3-rc.1`, with two to four numbers. What follows `+` or `_` is build metadata. */
const numbered = /^v?(\d{1,9}(?:\.\d{1,9}){1,3})(?:-([A-Za-z\d.-]+))?(?:[+_][\w.-]+)?$/;

/**
 * Compares two tags as semantic versions.
 * @see https://semver.org/#spec-item-11
 * @returns negative if `one` is earlier, positive if it is later; undefined if one of them is not such a version
 */
export function compareTags(one: string, other: string): number | undefined {
  const [a, b] = [numbered.exec(one), numbered.exec(other)];
  if (!a || !b) return undefined;
  const byNumbers = compareLists(numbersIn(a[1]), numbersIn(b[1]));
  if (byNumbers !== 0) return byNumbers;
  // A version without a pre-release comes after those with one.
  if (a[2] === undefined || b[2] === undefined) return Number(b[2] !== undefined) - Number(a[2] !== undefined);
  return compareLists(a[2].split('.'), b[2].split('.'));
}

/** The numbers of a version, with zeros for those that are left out. */
function numbersIn(text = ''): string[] {
  const numbers = text.split('.');
  return [...numbers, ...Array.from({ length: 4 - numbers.length }, () => '0')];
}

function compareLists(one: readonly string[], other: readonly string[]): number {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index++) {
    const found = compareParts(one[index], other[index]);
    if (found !== 0) return found;
  }
  return 0;
}

/** Numbers are compared by value and come before text. A list that ends earlier comes first. */
function compareParts(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return Number(one !== undefined) - Number(other !== undefined);
  const [a, b] = [one, other].map((part) => (/^\d+$/.test(part) ? BigInt(part) : undefined));
  if (a !== undefined && b !== undefined) return a < b ? -1 : a > b ? 1 : 0;
  if (a !== undefined || b !== undefined) return a !== undefined ? -1 : 1;
  return one < other ? -1 : one > other ? 1 : 0;
}
