import type { KubernetesObject } from '../../../src/assembly/application-assembly';
import type { Cluster, LiveObject } from '../../../src/cluster/cluster';
import { connect } from '../../../src/cluster/connect';
import { refOf } from '../../../src/cluster/object-ref';
import { applyPlan } from '../../../src/release/apply/apply-plan';
import type { ApplyResult } from '../../../src/release/apply/apply-result';
import type { DesiredObject, ReleasedFlow } from '../../../src/release/desired';
import { type ApplicationPlanOptions, type Plan, planApplication } from '../../../src/release/plan/plan';
import { newNamespace } from './namespace';
import { server } from './server';

export interface Bare {
  readonly manifest: KubernetesObject;
  readonly flow?: string;
  readonly after?: readonly string[];
  readonly runsOnce?: boolean;
}

/** An application of bare objects in a namespace, for what a deploy does to any object, whoever wrote it before. */
export interface BareApplication {
  readonly namespace: string;
  readonly cluster: Cluster;
  plan(objects: readonly (KubernetesObject | Bare)[], options?: ApplicationPlanOptions): Promise<Plan>;
  /** Plans and carries out, without waiting until anything is up. */
  deploy(objects: readonly (KubernetesObject | Bare)[], options?: ApplicationPlanOptions): Promise<ApplyResult>;
  applyPlan(plan: Plan, options?: { readonly forceConflicts?: boolean; readonly wait?: boolean }): Promise<ApplyResult>;
  get(object: KubernetesObject): Promise<LiveObject | undefined>;
}

export function bareApplication({
  namespace = newNamespace(),
  instance = 'shop',
  environment = 'dev',
} = {}): BareApplication {
  const cluster = connect(undefined, { kubeconfig: server().kubeconfig });
  const plan: BareApplication['plan'] = (objects, options) => {
    const desired = objects.map(desiredObject);
    const flows = Object.fromEntries(
      desired.flatMap(({ flow }): [string, ReleasedFlow][] => (flow === undefined ? [] : [[flow, { kind: 'worker' }]])),
    );
    const application = { application: instance, environment, instance, namespace, flows, objects: desired };
    return planApplication(cluster, application, options);
  };
  const carry: BareApplication['applyPlan'] = (planned, { forceConflicts = false, wait = false } = {}) =>
    applyPlan(cluster, planned, {
      forceConflicts,
      wait,
      timeoutMs: 60_000,
      signal: new AbortController().signal,
      onEvent: () => {},
    });
  return {
    namespace,
    cluster,
    plan,
    applyPlan: carry,
    deploy: async (objects, options = {}) =>
      carry(await plan(objects, options), { forceConflicts: options.forceConflicts ?? false }),
    get: ({ metadata, ...object }) =>
      cluster.get(
        refOf({ ...object, metadata: { ...metadata, namespace: metadata.namespace ?? namespace } } as LiveObject),
      ),
  };
}

function desiredObject(object: KubernetesObject | Bare): DesiredObject {
  const { manifest, flow, after = [], runsOnce = false } = isBare(object) ? object : { manifest: object };
  const path = `${manifest.kind}/${manifest.metadata.name}`;
  return { ...(flow !== undefined && { flow }), path, after, needs: [], runsOnce, manifest };
}

function isBare(object: KubernetesObject | Bare): object is Bare {
  return 'manifest' in object;
}

/** What stands in the way of a plan: its problems by code, and fields that others own. */
export function obstacles({ issues, objects }: Plan): string[] {
  const conflicts = objects.flatMap((object) => object.conflicts);
  return [...issues.map(({ code }) => code), ...conflicts.map(({ field, manager }) => `${field} ${manager}`)].sort();
}
