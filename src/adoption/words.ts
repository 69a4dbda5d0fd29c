/** Splits a name into words of small letters and digits. All other characters separate words. */
function wordsOf(name: string): string[] {
  return name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** A name of at most `length` characters from a-z, 0-9 and single dashes. */
export function dashed(name: string, length: number): string {
  const text = wordsOf(name).join('-').slice(0, length);
  return text.endsWith('-') ? text.slice(0, -1) : text;
}

/** The name of a variable. A digit cannot come first. */
export function camelCased(name: string): string {
  const [first = '', ...others] = wordsOf(name);
  const text = first + others.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  return /^[0-9]/.test(text) ? `_${text}` : text;
}

/**
 * The name, or the name with a number if it is taken. The number is that of the names so far, or the next one that makes
 * a free name. The result is added to the taken names.
 */
export function numbered(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = taken.size; taken.has(free); number++) free = `${name}-${number}`;
  taken.add(free);
  return free;
}
