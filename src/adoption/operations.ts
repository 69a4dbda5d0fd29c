import { JsonPatch } from 'cdk8s';
import { isMap } from '../data/merge';
import { compare } from '../equivalence';
import type { Fields } from '../equivalence/fields';
import { withoutNulls } from '../equivalence/nulls';
import type { Operation } from './draft';
import { areEqual } from './values';

/**
 * The operations of a JSON patch that turn one object into another. An operation that changes nothing for a cluster, such
 * as the spelling of a default, is left out unless `isStrict` is set.
 */
export function operationsBetween(made: Fields, wanted: Fields, isStrict: boolean): Operation[] {
  const all = changes(made, withoutNulls(wanted), '');
  return isStrict ? all : all.filter((operation) => compare([patched(made, [operation])], [made]).length > 0);
}

/** The object after these changes. */
function patched(object: Fields, operations: readonly Operation[]): Fields {
  return JsonPatch.apply(structuredClone(object), ...operations.map(patchOf)) as Fields;
}

function patchOf({ op, path, value }: Operation): JsonPatch {
  if (op === 'remove') return JsonPatch.remove(path);
  return op === 'add' ? JsonPatch.add(path, value) : JsonPatch.replace(path, value);
}

function changes(from: unknown, to: unknown, path: string): Operation[] {
  if (areEqual(from, to)) return [];
  if (isMap(from) && isMap(to)) {
    const keys = [...new Set([...Object.keys(to), ...Object.keys(from)])];
    return keys.flatMap((key): Operation[] => {
      const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (!Object.hasOwn(from, key)) return [{ op: 'add', path: at, value: to[key] }];
      return Object.hasOwn(to, key) ? changes(from[key], to[key], at) : [{ op: 'remove', path: at }];
    });
  }
  if (Array.isArray(from) && Array.isArray(to)) return changesOfList(from, to, path);
  return [{ op: 'replace', path, value: to }];
}

/** The changes of a list: entry by entry if the entries keep their names and their order, else the whole list. */
function changesOfList(from: readonly unknown[], to: readonly unknown[], path: string): Operation[] {
  const [before, after] = [namesOf(from), namesOf(to)];
  if (!before || !after) {
    if (from.length !== to.length || !from.every(isMap)) return [{ op: 'replace', path, value: to }];
    return from.flatMap((item, index) => changes(item, to[index], `${path}/${index}`));
  }
  const kept = before.filter((name) => after.includes(name));
  const isSorted = areEqual(
    after.filter((name) => before.includes(name)),
    kept,
  );
  if (!isSorted) return [{ op: 'replace', path, value: to }];
  const inner = kept.flatMap((name) => {
    const index = before.indexOf(name);
    return changes(from[index], to[after.indexOf(name)], `${path}/${index}`);
  });
  const removed = before.flatMap((name, index) => (after.includes(name) ? [] : [index])).reverse();
  const added = to.filter((_, index) => !before.includes(after[index] as string));
  return [
    ...inner,
    ...removed.map((index): Operation => ({ op: 'remove', path: `${path}/${index}` })),
    ...added.map((value): Operation => ({ op: 'add', path: `${path}/-`, value })),
  ];
}

function namesOf(list: readonly unknown[]): string[] | undefined {
  const names = list.map((item) => (isMap(item) && typeof item.name === 'string' ? item.name : undefined));
  return names.includes(undefined) || new Set(names).size < names.length ? undefined : (names as string[]);
}
