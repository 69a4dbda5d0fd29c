import type { ValuePath } from '../diagnostics';

/**
 * Calls a function for a value and for each value below it, parents first. Values below one for which the function
 * returns false are left out.
 *
 * @param see gets the value and its path, which changes after the call and has to be copied to be kept
 */
export function visit(value: unknown, see: (value: unknown, path: ValuePath) => boolean): void {
  visitAt(value, [], see);
}

function visitAt(value: unknown, path: (string | number)[], see: (value: unknown, path: ValuePath) => boolean): void {
  if (!see(value, path) || typeof value !== 'object' || value === null) return;
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  for (const key of keys) {
    path.push(key);
    visitAt((value as Record<string | number, unknown>)[key], path, see);
    path.pop();
  }
}
