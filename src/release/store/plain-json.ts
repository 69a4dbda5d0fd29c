import { deepestNesting } from '../../data/nesting';

/** The largest number of values in a text. A few compressed bytes can stand for enough values to fill the memory. */
export const mostValues: number = 2 ** 20;

/** The value of a JSON text, or what is wrong with it, in words that follow the name of the text. */
export type ParsedJson = { readonly value: unknown } | { readonly problem: string };

/**
 * Reads JSON that anybody may have written. It rejects nesting that would exhaust the stack of later code, more values
 * than anybody looks at, and the key `__proto__`, which changes what a copied map inherits.
 */
export function parsePlainJson(text: string): ParsedJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'is not JSON' };
  }
  // A list of the values to visit, because recursion into a deep value would exhaust the stack.
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  let found = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { depth } = next;
    if (depth > deepestNesting) return { problem: `is nested deeper than ${deepestNesting} levels` };
    if (typeof next.value !== 'object' || next.value === null) continue;
    if (Object.hasOwn(next.value, '__proto__')) return { problem: 'has the key `__proto__`' };
    const inner: unknown[] = Array.isArray(next.value) ? next.value : Object.values(next.value);
    found += inner.length;
    if (found > mostValues) return { problem: `holds more than ${mostValues} values` };
    for (const one of inner) open.push({ value: one, depth: depth + 1 });
  }
  return { value };
}
