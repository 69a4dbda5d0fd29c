import type { Cluster, Resources } from '../../cluster/cluster';
import { translateFailures } from '../../cluster/failures';
import { keyOf, refOf } from '../../cluster/object-ref';
import { walk } from '../../data/graph';
import { errorIssue, type Issue, TowpathError } from '../../diagnostics';
import { groupKindOf } from '../../kubernetes/api-version';
import { partOfSet } from '../../kubernetes/apply-set';
import type { DesiredApplication, DesiredObject } from '../desired';
import { withAllMissing } from '../rights/missing';
import { type InstanceRef, instanceRefOf, setId } from '../store/instance';
import { isAutoscaled } from './autoscaled';
import { kubectlFor } from './kubectl-for';
import { type LiveState, readLiveState } from './live-state';
import { movedDataIssues } from './moved-data';
import { definedKinds, withNamespaces } from './namespaces';
import { isChange, type PlannedObject, type PlanOptions, planObject } from './plan-object';
import { isDeleted, type Pruned, type PruneOptions, prunedObjects } from './prune';
import { ownerOfSet } from './workspace-of-set';

export interface ApplicationPlanOptions extends PlanOptions, PruneOptions {
  /** The flows to deploy, with the jobs that run before them and the objects that belong to no flow. @default all */
  readonly flows?: readonly string[] | undefined;
  /** Take over the objects of this instance if another workspace deployed them. @default false */
  readonly takeSet?: boolean | undefined;
  /** Whether an earlier release is restored. Secrets stay as they are then, because releases do not contain them. */
  readonly restores?: boolean | undefined;
}

/** What a deploy of one application would do. */
export interface Plan {
  readonly desired: DesiredApplication;
  readonly instanceRef: InstanceRef;
  /** The live state that the plan was made from. */
  readonly state: LiveState;
  readonly objects: readonly PlannedObject[];
  readonly prunes: readonly Pruned[];
  /** Ids of the flows to deploy. Absent for all. */
  readonly flows?: ReadonlySet<string>;
  /** Whether the deploy takes the objects over from another workspace or environment. */
  readonly takesSet: boolean;
  /** What prevents the deploy. */
  readonly issues: readonly Issue[];
}

/** @throws TowpathError if the cluster cannot be reached */
export async function planApplication(
  cluster: Cluster,
  desired: DesiredApplication,
  options: ApplicationPlanOptions = {},
): Promise<Plan> {
  const instanceRef = instanceRefOf(desired, cluster);
  const flows = options.flows && withJobsBefore(desired.objects, options.flows);
  const resources = await translateFailures(cluster.resources());
  const all = withNamespaces(desired.objects, resources, instanceRef.namespace);
  const selected = all.filter(({ flow }) => flow === undefined || (flows?.has(flow) ?? true));
  const withMissing = (issues: readonly Issue[]) => withAllMissing(cluster, { objects: selected }, instanceRef, issues);
  const state = await translateFailures(
    readLiveState(
      cluster,
      instanceRef,
      selected.map(({ manifest }) => manifest),
      flows !== undefined,
      // Claims may be left from an earlier removal, which deleted the list of kinds.
      desired.isEmptied ? ['PersistentVolumeClaim'] : [],
    ),
  ).catch(async (error) => {
    throw TowpathError.is(error) ? new TowpathError(await withMissing(error.issues)) : error;
  });
  const owner = ownerOfSet(desired, instanceRef, state, options.takeSet ?? false);
  const set = setId(instanceRef);
  const scope = {
    set,
    namespace: instanceRef.namespace,
    wanted: keysOf(all),
    flows,
    restores: options.restores ?? false,
    isEmptied: desired.isEmptied ?? false,
  };
  const prunes = prunedObjects(state, scope, options);
  const coming = new Set(selected.flatMap(({ manifest }) => comes(manifest, state)));
  const objects = await planObjects(cluster, selected, { instanceRef, resources, state, coming, prunes }, options);
  return {
    desired: { ...desired, objects: all },
    instanceRef,
    state,
    objects,
    prunes,
    ...(flows && { flows }),
    takesSet: owner.takesSet,
    issues: await withMissing([
      ...owner.issues,
      ...(flows ? lostReleaseIssue(desired.application, state, set, keysOf(selected)) : []),
      ...(all.length > 0 ? namespaceIssue(instanceRef, state, coming, cluster.context) : []),
      ...objects.flatMap(({ issues }) => issues),
      ...movedDataIssues(cluster.context, objects, prunes, [...state.objects.values()]),
    ]),
  };
}

/** What the plan of an object depends on beside the object. */
interface Surroundings {
  readonly instanceRef: InstanceRef;
  readonly resources: Resources;
  readonly state: LiveState;
  /** The namespaces and kinds that this deploy creates. */
  readonly coming: ReadonlySet<string>;
  readonly prunes: readonly Pruned[];
}

function planObjects(
  cluster: Cluster,
  objects: readonly DesiredObject[],
  { instanceRef, resources, state, coming, prunes }: Surroundings,
  options: PlanOptions,
): Promise<PlannedObject[]> {
  const set = setId(instanceRef);
  const ran = new Set(state.releases.flatMap((release) => release.ran));
  const going = new Set(prunes.filter(isDeleted).map(({ live }) => keyOf(refOf(live))));
  const isMissing = (namespace: string) =>
    coming.has(`Namespace/${namespace}`) || (namespace === instanceRef.namespace && !state.hasNamespace);
  return Promise.all(
    objects.map((object) => {
      const { manifest } = object;
      const { namespace, name } = manifest.metadata;
      const isKnown = resources.find(manifest.apiVersion, manifest.kind) !== undefined;
      const isPlaced = namespace === undefined || !isMissing(namespace);
      const live = state.objects.get(keyOf(refOf(manifest)));
      return planObject(cluster, object, live, {
        ...options,
        set: namespace === undefined ? undefined : set,
        canAsk: isPlaced && (isKnown || !coming.has(groupKindOf(manifest))),
        hasRun: ran.has(name),
        isAutoscaled: (object) => translateFailures(isAutoscaled(cluster, object, going)),
      });
    }),
  );
}

function keysOf(objects: readonly DesiredObject[]): Set<string> {
  return new Set(objects.map(({ manifest }) => keyOf(refOf(manifest))));
}

/** Whether the deploy would change nothing, neither objects nor records that somebody deleted. */
export function isEmpty(plan: Plan): boolean {
  return changesIn(plan) === 0 && !plan.takesSet && plan.state.isRecorded;
}

/** The number of objects that the deploy would change or delete. */
function changesIn({ objects, prunes }: Plan): number {
  return objects.filter(isChange).length + prunes.filter(isDeleted).length;
}

/** The namespaces and kinds that a deploy creates with an object: none if the object exists already. */
function comes(manifest: DesiredObject['manifest'], state: LiveState): string[] {
  const isThere = state.objects.has(keyOf(refOf(manifest)));
  if (isThere) return [];
  if (manifest.kind === 'Namespace') return [`Namespace/${manifest.metadata.name}`];
  return definedKinds(manifest).map(([groupKind]) => groupKind);
}

function namespaceIssue(
  { namespace }: InstanceRef,
  { hasNamespace }: LiveState,
  coming: ReadonlySet<string>,
  context: string,
): Issue[] {
  if (hasNamespace || coming.has(`Namespace/${namespace}`)) return [];
  const message = `there is no namespace \`${namespace}\` in the cluster`;
  const command = `${kubectlFor(context, undefined)} create namespace ${namespace}`;
  const hint = `run \`${command}\`, or set \`createNamespace: true\` in the environment`;
  return [errorIssue('namespace-missing', message, { hint })];
}

/**
 * Refuses a deploy of some flows if no release tells what the other flows run. Its release would lack the other flows,
 * and a rollback to it would delete them.
 */
function lostReleaseIssue(
  application: string,
  { releases, objects }: LiveState,
  set: string,
  selected: ReadonlySet<string>,
): Issue[] {
  const others = [...objects].filter(
    ([key, { metadata }]) => metadata.labels?.[partOfSet] === set && !selected.has(key),
  );
  if (releases.length > 0 || others.length === 0) return [];
  const message = `the releases of \`${application}\` were deleted, so it is not known what its other flows run`;
  return [
    errorIssue('release-unknown', message, { hint: 'deploy the whole application once, without names of flows' }),
  ];
}

/** Adds to flows the jobs that run before them, and the jobs that run before those. */
export function withJobsBefore(objects: readonly DesiredObject[], flows: readonly string[]): Set<string> {
  const byPath = new Map(objects.map((object) => [object.path, object]));
  const jobs = new Map<string, string[]>();
  for (const { flow, after } of objects) {
    if (flow === undefined) continue;
    const before = after.map((path) => byPath.get(path)).flatMap((one) => (one?.runsOnce && one.flow) || []);
    jobs.set(flow, [...(jobs.get(flow) ?? []), ...before]);
  }
  return new Set([...flows, ...walk(jobs, flows).order]);
}
