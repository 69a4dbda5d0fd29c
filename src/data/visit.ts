import type { ValuePath } from '../diagnostics';

type See = (value: unknown, path: ValuePath) => boolean;

/**
 * Calls a function for a value and for each value below it, parents first. Values below one for which the function
 * returns false are left out.
 *
 * @param see gets the value and its path, which changes after the call and has to be copied to be kept
 */
export function visit(value: unknown, see: See): void {
  visitAt(value, [], see);
}

function visitAt(value: unknown, path: (string | number)[], see: See): void {
  if (!see(value, path) || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) visitMember(value[index], index, path, see);
  } else {
    for (const key of Object.keys(value)) visitMember((value as Record<string, unknown>)[key], key, path, see);
  }
}

function visitMember(value: unknown, step: string | number, path: (string | number)[], see: See): void {
  path.push(step);
  visitAt(value, path, see);
  path.pop();
}
