import { isMap, ownValue } from '../data/merge';
import { changeAt, changeEach, type Fields } from './fields';
import { kindOf, podPath } from './kinds';
import { listKeys } from './list-keys';
import { withReferences } from './references';

type Keys = Readonly<Record<string, readonly string[]>>;

/** Lists whose order means nothing. Init containers have keys too, but they run in order. */
const container: Keys = listKeys['api.core.v1.Container'];
const { initContainers: _, ...pod }: Keys = listKeys['api.core.v1.PodSpec'];
const service: Keys = listKeys['api.core.v1.ServiceSpec'];

/** Turns each list whose items have keys into a map, so that the order of its items is not compared. */
export function withKeyedLists(object: Fields): Fields {
  if (kindOf(object) === '/Service') return changeAt(object, ['spec'], (spec) => keyed(spec, service));
  const path = podPath(object);
  return path ? changeAt(object, [...path, 'spec'], keyedPod) : object;
}

function keyedPod(spec: Fields): Fields {
  const lists = ['containers', 'initContainers', 'ephemeralContainers'];
  return keyed(
    lists.reduce((changed, list) => changeEach(changed, list, keyedContainer), spec),
    pod,
  );
}

function keyedContainer(fields: Fields): Fields {
  return keyed('env' in fields ? { ...fields, env: withReferences(fields.env) } : fields, container);
}

function keyed(fields: Fields, keys: Keys): Fields {
  const entries = Object.entries(fields).map(([field, value]) => [field, byKey(value, ownValue(keys, field))]);
  return Object.fromEntries(entries);
}

/** Turns a list into a map by its keys. A list in which two items have the same key stays a list, because their order matters. */
function byKey(list: unknown, keys: readonly string[] | undefined): unknown {
  if (!keys || !Array.isArray(list) || !list.every(isMap)) return list;
  const named = list.map((item) => [keys.map((key) => String(item[key])).join('/'), item] as const);
  return new Set(named.map(([key]) => key)).size === list.length ? Object.fromEntries(named) : list;
}
