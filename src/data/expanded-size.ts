import { deepestNesting } from './nesting';

/** The most values of a document, with each list and map counted in every place where an alias repeats it. */
const mostValues = 250_000;

interface Size {
  readonly height: number;
  readonly values: number;
}

const beyond: Size = { height: Number.POSITIVE_INFINITY, values: Number.POSITIVE_INFINITY };

/**
 * Reports whether a value is larger than anybody means, because lists and maps contain others many times, very deeply,
 * or contain themselves. The work grows with the distinct values.
 */
export function isTooLarge(value: unknown): boolean {
  const sizes = new Map<object, Size>();
  const sizeOf = (inner: unknown, depth: number): Size => {
    if (typeof inner !== 'object' || inner === null) return { height: 0, values: 1 };
    if (depth > deepestNesting) return beyond;
    const known = sizes.get(inner);
    if (known) return known;
    let [height, values] = [1, 1];
    for (const one of Object.values(inner)) {
      const below = sizeOf(one, depth + 1);
      height = Math.max(height, below.height + 1);
      values += below.values;
      if (height > deepestNesting || values > mostValues) return beyond;
    }
    const size = { height, values };
    sizes.set(inner, size);
    return size;
  };
  return sizeOf(value, 1) === beyond;
}
