import { isMap } from '../../../../data/merge';
import type { FlowKind } from '../../../../model/flow-kinds';
import { namedObjectsOf } from '../../../../targets/kubernetes/flow-objects';
import { type Draft, part, type Shaper } from './draft';

/** Keeps names and labels of objects that the kind of flow has, and makes the names valid for each kind of object. */
export const naming: Shaper = (flow) => {
  const said = part(flow, 'naming');
  if (!said) return;
  const known: readonly string[] = namedObjectsOf(flow.kind as FlowKind);
  for (const property of ['objects', 'objectLabels']) {
    const values = said[property];
    if (!isMap(values)) continue;
    said[property] = Object.fromEntries(Object.entries(values).filter(([object]) => known.includes(object)));
  }
  if (typeof said.name === 'string') said.name = validName(said.name);
  if (isMap(said.objects)) {
    const entries = Object.entries(said.objects).map(([object, name]) => [object, validName(name)]);
    said.objects = Object.fromEntries(entries) as Draft;
  }
  if (isMap(said.selector) && !Object.values(said.selector).some((value) => value !== null)) delete said.selector;
};

/** A name that every kind of object can have, in place of one that a Service cannot have. */
export function validName(name: unknown): unknown {
  return typeof name !== 'string' || /^[a-z][a-z0-9-]*$/.test(name) ? name : 'renamed';
}
