import { keyOf, refOf } from '../../cluster/object-ref';
import { ownValue } from '../../data/merge';
import { runsPods } from '../../kubernetes/kinds';
import type { DesiredObject, ReleasedFlow } from '../desired';
import type { Plan } from '../plan/plan';
import type { Release } from '../store/release';
import { objectsOfRelease, releasedFlows } from './next-release';

/** What a deploy that failed has really applied. */
export interface ReallyApplied {
  readonly objects: readonly DesiredObject[];
  readonly flows: Release['flows'];
}

/**
 * The objects and flows of a release whose deploy failed. What was not applied is as the earlier release had it, so
 * that drift and versions are measured against what was really applied.
 *
 * @param earlier the objects of the earlier release
 * @param isApplied whether the object with this key is as it is declared now, or deleted as planned
 */
export function reallyApplied(
  plan: Plan,
  earlier: readonly DesiredObject[],
  isApplied: (key: string) => boolean,
): ReallyApplied {
  const before = new Map(earlier.map((object) => [key(object), object]));
  const wanted = new Map(objectsOfRelease(plan).map((object) => [key(object), object]));
  const objects = [...new Set([...wanted.keys(), ...before.keys()])].flatMap((one) => {
    const object = isApplied(one) ? wanted.get(one) : before.get(one);
    return object ?? [];
  });
  const all = releasedFlows(plan);
  const planned = (id: string) => ownValue(all, id);
  const old = (id: string) => ownValue(plan.state.releases[0]?.flows, id);
  const isNew = (flow: string) =>
    [...wanted.values()].every((one) => one.flow !== flow || !runsPods(one.manifest.kind) || isApplied(key(one)));
  const left = new Set(objects.flatMap(({ flow }) => flow ?? []));
  const flows = [...new Set([...Object.keys(all), ...left])].flatMap((id): [string, ReleasedFlow][] => {
    const flow = isNew(id) ? (planned(id) ?? old(id)) : (old(id) ?? (left.has(id) ? planned(id) : undefined));
    return flow ? [[id, flow]] : [];
  });
  return { objects, flows: Object.fromEntries(flows) };
}

function key({ manifest }: DesiredObject): string {
  return keyOf(refOf(manifest));
}
