/** How deep values may be nested. Definitions of custom kinds come to some sixty levels. */
const deepest = 200;

/** What a text of JSON holds, or what is wrong with it, in words that follow the name of the text. */
export type ParsedJson = { readonly value: unknown } | { readonly problem: string };

/**
 * Reads JSON that anybody may have written: nesting that would exhaust the stack of whoever reads on, and the key
 * `__proto__`, with which a copied map changes what it inherits, are problems and no values.
 */
export function parsePlainJson(text: string): ParsedJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'is no JSON' };
  }
  // A list of what is still to be looked at, because a deep value would exhaust the stack of a recursion.
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { depth } = next;
    if (depth > deepest) return { problem: `is nested deeper than ${deepest} levels` };
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const [key, inner] of Object.entries(next.value)) {
      if (key === '__proto__') return { problem: 'has the key `__proto__`' };
      open.push({ value: inner, depth: depth + 1 });
    }
  }
  return { value };
}
