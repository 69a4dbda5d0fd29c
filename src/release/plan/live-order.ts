import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject } from '../../cluster/cluster';
import { isMap, valueAt } from '../../data/merge';
import { compare, type Fields } from '../../equivalence';
import { changeAt } from '../../equivalence/fields';
import { podPath } from '../../equivalence/kinds';

/** Fields that identify an entry of a list in a pod, by preference. */
const keys = ['name', 'mountPath', 'containerPort', 'devicePath'];

/**
 * The object with variables, ports and volumes of its pods in the order in which they run, where their order means
 * nothing. Another order would be another pod template, and a server restarts all pods for that.
 */
export function inLiveOrder(applied: KubernetesObject, live: LiveObject | undefined): KubernetesObject {
  const path = podPath({ ...applied });
  if (!live || !path) return applied;
  const steps = [...path, 'spec'];
  const inPods = (spec: Fields) => orderedAs(spec, valueAt(live, steps)) as Fields;
  const ordered = changeAt({ ...applied }, steps, inPods) as unknown as KubernetesObject;
  return compare([{ ...ordered }], [{ ...applied }]).length === 0 ? ordered : applied;
}

/** The value with the entries of each list in the order of another value, if both lists have the same entries. */
function orderedAs(value: unknown, model: unknown): unknown {
  if (isMap(value) && isMap(model))
    return Object.fromEntries(
      Object.entries(value).map(([field, inner]) => [
        field,
        // Init containers run in their order.
        field === 'initContainers' ? inner : orderedAs(inner, model[field]),
      ]),
    );
  if (!Array.isArray(value) || !Array.isArray(model)) return value;
  const [own, wanted] = [byKey(value), byKey(model)];
  if (!own || !wanted || own.size !== wanted.size || [...own.keys()].some((key) => !wanted.has(key))) return value;
  return [...wanted].map(([key, entry]) => orderedAs(own.get(key), entry));
}

/** The entries of a list by their keys; undefined if an entry has none, or two have the same. */
function byKey(list: readonly unknown[]): ReadonlyMap<string, unknown> | undefined {
  const entries = new Map<string, unknown>();
  for (const entry of list) {
    const field = isMap(entry) ? keys.find((key) => key in entry) : undefined;
    if (!isMap(entry) || field === undefined) return undefined;
    entries.set(`${field} ${String(entry[field])}`, entry);
  }
  return entries.size === list.length ? entries : undefined;
}
