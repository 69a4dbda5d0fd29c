import type { ObjectName } from '../../applications/declared';
import { mapValues } from '../../data/merge';
import { withoutUndefined } from '../../model/compact';
import type { FlowKind } from '../../model/flow-kinds';
import { type FlowSpec, isStateful, isWorkload, type WorkloadSpec } from '../../model/flow-spec';
import type { LabelledObject } from '../../model/naming';
import { autoscaler } from './autoscaler';
import { ownClaim, volumeClaims } from './claim';
import { deployment } from './deployment';
import { disruptionBudget } from './disruption-budget';
import type { FlowContext } from './flow-context';
import { cronJob, job } from './job';
import type { Manifest } from './manifest';
import { routes } from './routes';
import { otherServices, service } from './service';
import { serviceAccount } from './service-account';
import { statefulSet } from './stateful-set';

type Builder<Spec> = (context: FlowContext, spec: Spec) => Manifest | undefined;
type Builders<Spec> = Readonly<Partial<Record<ObjectName, Builder<Spec>>>>;
type BuildersByKind = { readonly [Kind in FlowKind]: Builders<Extract<WorkloadSpec, { readonly kind: Kind }>> };

/**
 * The objects of each kind of flow, except its further Services and those of its routes, its account and its
 * further disks.
 */
const builders: BuildersByKind = {
  service: { deployment, service, hpa: autoscaler, pdb: disruptionBudget },
  worker: { deployment, hpa: autoscaler, pdb: disruptionBudget },
  store: {
    deployment: (context, spec) => (isStateful(spec) ? undefined : deployment(context, spec)),
    statefulSet: (context, spec) => (isStateful(spec) ? statefulSet(context, spec) : undefined),
    service,
    // The pod template of a StatefulSet declares the claims of its pods, so such a flow has no claim of its own.
    pvc: (context, spec) => (isStateful(spec) ? undefined : ownClaim(context, spec)),
    pdb: disruptionBudget,
  },
  job: { job },
  schedule: { cronJob },
};

/**
 * The names of a flow's objects by kind of flow, in any environment. Each disk adds a `pvc-<volume>`, each further Service
 * a `service-<service>`, and each further route an `ingress-<route>` or `route-<route>`.
 */
export function objectNames(kind: FlowKind): readonly ObjectName[] {
  return namesByKind[kind];
}

const namesByKind = mapValues(builders, (own, kind): readonly ObjectName[] => {
  const ofRoutes: readonly ObjectName[] = kind === 'service' ? ['ingress', 'route'] : [];
  return [...(Object.keys(own as object) as ObjectName[]), ...ofRoutes, 'serviceAccount', 'role', 'roleBinding'];
}) as Readonly<Record<FlowKind, readonly ObjectName[]>>;

/** The objects, and templates in objects, that `naming` can concern in a kind of flow. */
export function namedObjectsOf(kind: FlowKind): readonly LabelledObject[] {
  const own: LabelledObject[] = kind === 'store' ? ['claimTemplate'] : kind === 'schedule' ? ['jobTemplate'] : [];
  return [...new Set([...(objectNames(kind) as LabelledObject[]), 'pod' as const, 'pvc' as const, ...own])];
}

export type FlowObjects = Readonly<Record<string, Manifest>>;

/** Builds the Kubernetes objects of a flow's spec. An external or disabled flow has none. */
export function flowObjects(context: FlowContext, spec: FlowSpec): FlowObjects {
  if (!isWorkload(spec)) return {};
  const own = mapValues(builders[spec.kind], (build) => (build as Builder<WorkloadSpec>)(context, spec));
  const objects: Record<string, Manifest | undefined> = {
    ...(own as Record<string, Manifest>),
    ...(spec.kind === 'service' || spec.kind === 'store' ? otherServices(context, spec) : {}),
    ...(spec.kind === 'service' ? routes(context, spec) : {}),
    ...(isStateful(spec) ? {} : volumeClaims(context, spec)),
    ...serviceAccount(context, spec),
  };
  return withoutUndefined(objects) as FlowObjects;
}
