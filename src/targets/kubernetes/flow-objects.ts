import type { ObjectName } from '../../applications/declared';
import { type FlowSpec, isStateful, isWorkload, type WorkloadSpec } from '../../model/flow-spec';
import type { FlowKind } from '../../model/kinds';
import { autoscaler } from './autoscaler';
import { claims } from './claim';
import { deployment } from './deployment';
import { disruptionBudget } from './disruption-budget';
import type { FlowContext } from './flow-context';
import { ingress } from './ingress';
import { cronJob, job } from './job';
import type { Manifest } from './manifest';
import { openshiftRoute } from './openshift-route';
import { service } from './service';
import { serviceAccount } from './service-account';
import { statefulSet } from './stateful-set';

const ofAll = ['serviceAccount', 'role', 'roleBinding'] as const;

const objectsOf: Record<FlowKind, readonly ObjectName[]> = {
  service: ['deployment', 'service', 'ingress', 'route', 'hpa', 'pdb', ...ofAll],
  worker: ['deployment', 'hpa', 'pdb', ...ofAll],
  store: ['deployment', 'statefulSet', 'service', 'pvc', 'pdb', ...ofAll],
  job: ['job', ...ofAll],
  schedule: ['cronJob', ...ofAll],
};

/** The names of a flow's objects by kind of flow, in any environment. Each disk adds a `pvc-<volume>`. */
export function objectNames(kind: FlowKind): readonly ObjectName[] {
  return objectsOf[kind];
}

export type FlowObjects = Readonly<Partial<Record<ObjectName, Manifest>>>;

/** Builds the Kubernetes objects of a flow's spec. An external or disabled flow has none. */
export function flowObjects(context: FlowContext, spec: FlowSpec): FlowObjects {
  if (!isWorkload(spec)) return {};
  const objects = { ...runner(context, spec), ...serviceAccount(context, spec) };
  return Object.fromEntries(Object.entries(objects).filter(([, manifest]) => manifest !== undefined));
}

function runner(context: FlowContext, spec: WorkloadSpec): Readonly<Record<string, Manifest | undefined>> {
  switch (spec.kind) {
    case 'service':
      return {
        deployment: deployment(context, spec),
        service: service(context, spec),
        ingress: ingress(context, spec),
        route: openshiftRoute(context, spec),
        hpa: autoscaler(context, spec),
        pdb: disruptionBudget(context, spec),
        ...claims(context, spec),
      };
    case 'worker':
      return {
        deployment: deployment(context, spec),
        hpa: autoscaler(context, spec),
        pdb: disruptionBudget(context, spec),
        ...claims(context, spec),
      };
    case 'store':
      return {
        ...(isStateful(spec)
          ? { statefulSet: statefulSet(context, spec) }
          : { deployment: deployment(context, spec), ...claims(context, spec) }),
        service: service(context, spec),
        pdb: disruptionBudget(context, spec),
      };
    case 'job':
      return { job: job(context, spec), ...claims(context, spec) };
    case 'schedule':
      return { cronJob: cronJob(context, spec), ...claims(context, spec) };
  }
}
