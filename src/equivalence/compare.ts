import { isMap, ownValue } from '../data/merge';
import { formatPath, type ValuePath } from '../diagnostics';
import { groupOf } from '../kubernetes/api-version';
import { type Fields, fieldsOf } from './fields';
import { withKeyedLists } from './keyed-lists';
import { normalize } from './normalize';

/**
 * Compares objects with the expected ones, and returns one line for each difference. The list is empty if both mean the
 * same to a cluster.
 *
 * @param read normalizes an object before it is compared
 */
export function compare(
  actual: readonly object[],
  expected: readonly object[],
  read: (object: Fields) => Fields = normalize,
): string[] {
  const [found, wanted] = [byIdentity(actual), byIdentity(expected)];
  const all = [...new Set([...wanted.keys(), ...found.keys()])];
  return all.flatMap((identity) => {
    const [mine = [], theirs = []] = [found.get(identity), wanted.get(identity)];
    const object = mine[0] ?? theirs[0] ?? {};
    if (mine.length === 1 && theirs.length === 1) return compareObject(mine[0] ?? {}, theirs[0] ?? {}, read);
    return `${nameOf(object)}: expected ${count(theirs, object)}, found ${count(mine, object)}`;
  });
}

function byIdentity(objects: readonly object[]): Map<string, Fields[]> {
  const found = new Map<string, Fields[]>();
  for (const object of objects.map(fieldsOf)) {
    const { namespace, name } = fieldsOf(object.metadata);
    const identity = JSON.stringify([groupOf(String(object.apiVersion)), object.kind, namespace ?? null, name]);
    found.set(identity, [...(found.get(identity) ?? []), object]);
  }
  return found;
}

function count(objects: readonly Fields[], { apiVersion }: Fields): string {
  return objects.length === 0 ? 'no such object' : `${objects.length} of ${String(apiVersion)}`;
}

/** `Deployment/db`, or `Deployment/db in shop` */
function nameOf({ kind, metadata }: Fields): string {
  const { namespace, name } = fieldsOf(metadata);
  return `${String(kind)}/${String(name)}${namespace === undefined ? '' : ` in ${String(namespace)}`}`;
}

function compareObject(actual: Fields, expected: Fields, read: (object: Fields) => Fields): string[] {
  const [found, wanted] = [actual, expected].map((object) => withKeyedLists(read(object)));
  return differences(found, wanted, []).map((difference) => `${nameOf(expected)} ${difference}`);
}

function differences(found: unknown, wanted: unknown, path: ValuePath): string[] {
  if (Array.isArray(found) && Array.isArray(wanted)) {
    const longest = found.length > wanted.length ? found : wanted;
    return longest.flatMap((_, index) => differences(found[index], wanted[index], [...path, index]));
  }
  if (isMap(found) && isMap(wanted)) {
    const keys = [...new Set([...Object.keys(wanted), ...Object.keys(found)])];
    return keys.flatMap((key) => differences(ownValue(found, key), ownValue(wanted, key), [...path, key]));
  }
  return Object.is(found, wanted) ? [] : [`${formatPath(path)}: expected ${shown(wanted)}, found ${shown(found)}`];
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
