import type { FlowSpec, WorkloadSpec } from '../spec/flow-spec';
import type { FlowKind } from '../spec/kinds';
import { claim } from './claim';
import { deployment } from './deployment';
import type { Manifest } from './manifest';
import type { NamingContext } from './naming';
import { service } from './service';

type Builder = (context: NamingContext, spec: WorkloadSpec) => Manifest | undefined;

/** The objects that a flow can become, under the names that they have in files and overrides. */
const builders = { deployment, service, pvc: claim } satisfies Record<string, Builder>;

export type ObjectName = keyof typeof builders;

const objectsOf: Record<FlowKind, readonly ObjectName[]> = {
  service: ['deployment', 'service'],
  worker: ['deployment'],
  store: ['deployment', 'service', 'pvc'],
};

/** The objects that a flow of a kind has, in some environment at least. */
export function objectNames(kind: FlowKind): readonly ObjectName[] {
  return objectsOf[kind];
}

/** A flow's spec → its Kubernetes objects. None for a flow that lives elsewhere. */
export function flowObjects(context: NamingContext, spec: FlowSpec): Partial<Record<ObjectName, Manifest>> {
  if (spec.kind === 'external') return {};
  const objects = objectsOf[spec.kind].map((name) => [name, builders[name](context, spec)] as const);
  return Object.fromEntries(objects.filter(([, manifest]) => manifest !== undefined));
}
