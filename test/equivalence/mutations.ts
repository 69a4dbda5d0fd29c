import { isMap, valueAt } from '../../src/data/merge';
import type { ValuePath } from '../../src/diagnostics';
import { leaves } from '../../src/equivalence';

/** Paths to every value that is a text, a number or a truth, or that is empty. */
export function scalars(object: object): ValuePath[] {
  return leaves(object).map(({ path }) => path);
}

/** Paths to everything in an object. */
export function nodes(object: object): ValuePath[] {
  const paths = scalars(object).flatMap((path) => path.map((_, index) => path.slice(0, index + 1)));
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
}

/** Paths to the lists that have an order. */
export function lists(object: object): ValuePath[] {
  return nodes(object).filter((path) => {
    const value = valueAt(object, path);
    return Array.isArray(value) && value.length > 1;
  });
}

/** The object with another value at a path. */
export function changed(object: object, path: ValuePath): object {
  return edited(object, path, (value) => {
    if (typeof value === 'number') return value + 1;
    if (typeof value === 'boolean') return !value;
    return typeof value === 'string' ? `9${value}` : 'another';
  });
}

/** The object with one more field, or entry, at a path; a value gets one beside it. */
export function added(object: object, path: ValuePath): object {
  return edited(object, path, (value) => {
    if (Array.isArray(value)) return [...value, isMap(value[0]) ? { ...value[0], name: 'surplus' } : 'surplus'];
    return isMap(value) ? { ...value, surplus: 'surplus' } : [value, 'surplus'];
  });
}

export function removed(object: object, path: ValuePath): object {
  const last = path.at(-1);
  return edited(object, path.slice(0, -1), (value) => {
    if (Array.isArray(value)) return value.filter((_, index) => index !== last);
    return Object.fromEntries(Object.entries(value as object).filter(([key]) => key !== last));
  });
}

export function reversed(object: object, path: ValuePath): object {
  return edited(object, path, (value) => [...(value as unknown[])].reverse());
}

function edited(object: object, path: ValuePath, edit: (value: unknown) => unknown): object {
  return editedValue(object, path, edit) as object;
}

function editedValue(value: unknown, [step, ...rest]: ValuePath, edit: (value: unknown) => unknown): unknown {
  if (step === undefined) return edit(value);
  if (Array.isArray(value)) {
    return value.map((inner, index) => (index === step ? editedValue(inner, rest, edit) : inner));
  }
  const fields = isMap(value) ? value : {};
  return { ...fields, [step]: editedValue(fields[step], rest, edit) };
}
