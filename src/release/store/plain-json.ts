import { deepest } from '../../cluster/http/json';

/** How many values a text may hold: a few bytes of it, compressed, can stand for enough to fill the memory. */
export const mostValues: number = 2 ** 20;

/** What a text of JSON holds, or what is wrong with it, in words that follow the name of the text. */
export type ParsedJson = { readonly value: unknown } | { readonly problem: string };

/**
 * Reads JSON that anybody may have written: nesting that would exhaust the stack of whoever reads on, more values than
 * anybody looks at, and the key `__proto__`, with which a copied map changes what it inherits, are problems.
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
  let found = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { depth } = next;
    if (depth > deepest) return { problem: `is nested deeper than ${deepest} levels` };
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (Object.hasOwn(next.value, '__proto__')) return { problem: 'has the key `__proto__`' };
    const inner: unknown[] = Array.isArray(next.value) ? next.value : Object.values(next.value);
    found += inner.length;
    if (found > mostValues) return { problem: `holds more than ${mostValues} values` };
    for (const one of inner) open.push({ value: one, depth: depth + 1 });
  }
  return { value };
}
