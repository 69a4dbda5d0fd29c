import { failureIssues } from '../../cluster/failures';
import { sharedLists } from '../../cluster/shared-lists';
import { type Issue, IssueCollector } from '../../diagnostics';
import type { FlowKind } from '../../model/flow-kinds';
import type { Hotfix } from '../../promotion/hotfixes';
import type { ReleasedFlow } from '../../release/desired';
import { type DriftedObject, findDrift } from '../../release/drift/find-drift';
import { instanceRefOf } from '../../release/store/instance';
import { closeAll } from '../deployments/ask-cluster';
import { type Clusters, type ClusterToAsk, clustersToAsk, type FindDeploymentsOptions } from '../deployments/clusters';
import type { Deployment } from '../deployments/deployment';
import { type ClusterScan, combineScans, releasedObjects, scanCluster } from '../deployments/find-deployments';
import { instanceKey, isOfAnother, type KeptRelease, newestOf, releasesByInstance } from '../deployments/kept-releases';
import { foundHotfixes } from './found-hotfixes';
import { type EnvironmentHold, environmentHolds, type StoredHolds, storedHolds } from './status-holds';

/** For each flow and environment: the pin, the running version, its health, and the fields that somebody changed. */
export interface Status {
  readonly environments: readonly string[];
  readonly flows: readonly FlowStatus[];
  readonly drift: readonly ApplicationDrift[];
  /** The versions that run in an environment and were never in an earlier one. */
  readonly hotfixes: readonly Hotfix[];
  /** The versions that no deploy and no promotion may bring. A hold should stand in the cluster and in a file. */
  readonly holds: readonly EnvironmentHold[];
  /** Issues about what could not be read. */
  readonly issues: readonly Issue[];
}

export interface FlowStatus {
  readonly application: string;
  readonly flow: string;
  readonly kind?: FlowKind;
  /** An environment has several entries if it has several instances. */
  readonly deployments: readonly DeploymentStatus[];
}

export interface DeploymentStatus extends Deployment {
  /** The version that should run: the workspace's pin, else that of the newest release. */
  readonly pin?: string;
  /** The number of changed fields since the release. Absent if there is no release. */
  readonly drifted?: number;
}

export interface ApplicationDrift extends DriftedObject {
  readonly application: string;
  readonly environment: string;
  readonly instance: string;
  readonly cluster: string;
}

/** @throws TowpathError if the workspace is not valid, or the kubeconfig has no usable context */
export async function status(options: FindDeploymentsOptions = {}): Promise<Status> {
  const clusters = await clustersToAsk(options);
  const asked = clusters.asked.map((one) => ({ ...one, cluster: sharedLists(one.cluster).cluster }));
  try {
    return await statusOf({ ...clusters, asked });
  } finally {
    await closeAll(clusters);
  }
}

/** @param read how the objects of releases are read */
export async function statusOf(clusters: Clusters, read = releasedObjects): Promise<Status> {
  const seen = await Promise.all(clusters.asked.map((asked) => seenIn(asked, read)));
  const { deployments, issues } = combineScans(
    clusters,
    seen.map(({ look }) => look),
  );
  const problems = new IssueCollector();
  problems.add(...issues, ...seen.flatMap((one) => one.issues));
  const isWanted = ({ environment }: { environment: string }) => clusters.only?.includes(environment) ?? true;
  const compared = new Map(seen.flatMap((one) => [...one.compared]));
  const pins = pinsOf(clusters, seen);
  const flows = new Map<string, FlowStatus & { deployments: DeploymentStatus[] }>();
  for (const deployment of deployments) {
    const { application, flow, kind } = deployment;
    const key = `${application}/${flow}`;
    const one = flows.get(key) ?? { application, flow, ...(kind && { kind }), deployments: [] };
    flows.set(key, one);
    const pin = pins.get(placeKey(deployment));
    const drift = deployment.object === undefined ? undefined : compared.get(standingIn(deployment));
    one.deployments.push({
      ...deployment,
      ...(pin !== undefined && { pin }),
      ...(drift && { drifted: driftedFields(flow, drift) }),
    });
  }
  const found = [...new Set(deployments.map(({ environment }) => environment))];
  const environments = [...clusters.order.filter((name) => found.includes(name)), ...found.sort()];
  return {
    environments: [...new Set(environments)],
    flows: [...flows.values()],
    drift: [...compared.values()].flat().filter(isWanted),
    hotfixes: foundHotfixes(
      clusters,
      deployments,
      seen.flatMap(({ look }) => look.survey?.releases ?? []),
    ),
    holds: environmentHolds(
      clusters,
      seen.flatMap(({ stored }) => stored),
    ),
    issues: problems.issues,
  };
}

interface Seen {
  readonly look: ClusterScan;
  /** The result of comparing objects with their release. */
  readonly compared: ReadonlyMap<string, readonly ApplicationDrift[]>;
  readonly newest: readonly KeptRelease[];
  readonly stored: StoredHolds['holds'];
  readonly issues: readonly Issue[];
}

async function seenIn(asked: ClusterToAsk, read: typeof releasedObjects): Promise<Seen> {
  const look = await scanCluster(asked, read);
  const newest = newestOf(releasesByInstance(look.survey?.releases ?? [])).filter(
    (release) => !isOfAnother(asked.workspace, release),
  );
  const held = await storedHolds(asked, newest);
  const nothing = { look, compared: new Map(), newest, stored: held.holds, issues: held.issues };
  if (!look.survey) return nothing;
  const { workloads } = look.survey;
  const found = await Promise.all(newest.map((release) => driftOfRelease(asked, release, read, workloads)));
  const issues = [...held.issues, ...found.flatMap((one) => one.issues)];
  return { ...nothing, compared: new Map(found.flatMap(({ compared }) => compared)), issues };
}

/** How the objects of one release differ from it. If they cannot be read, the issues say so, and other releases are compared. */
async function driftOfRelease(
  { cluster }: ClusterToAsk,
  release: KeptRelease,
  read: typeof releasedObjects,
  known: Parameters<typeof findDrift>[3],
): Promise<{
  readonly compared: readonly (readonly [string, readonly ApplicationDrift[]])[];
  readonly issues: readonly Issue[];
}> {
  const { application, environment, instanceRef } = release;
  try {
    const { objects, issues } = await read(cluster, [release]);
    const declared = objects.get(instanceKey(instanceRef));
    if (!declared) return { compared: [], issues };
    const drift = await findDrift(cluster, release, declared, known);
    const about = { application, environment, instance: instanceRef.instance, cluster: cluster.context };
    const place = standingIn({ ...about, namespace: instanceRef.namespace });
    return {
      compared: [[place, drift.objects.map((one) => ({ ...about, ...one }))]],
      issues: [...issues, ...drift.issues],
    };
  } catch (error) {
    return { compared: [], issues: failureIssues(error) };
  }
}

/** Of one flow in one instance. */
function pinsOf({ asked, unreachable }: Clusters, seen: readonly Seen[]): Map<string, string> {
  const pins = new Map<string, string>();
  const add = (place: Place, flows: Readonly<Record<string, ReleasedFlow>>) => {
    for (const [flow, { external, tag, digest }] of Object.entries(flows)) {
      const pin = external ?? tag ?? digest;
      if (pin !== undefined) pins.set(placeKey({ ...place, flow }), pin);
    }
  };
  asked.forEach(({ cluster, declared }, index) => {
    for (const one of declared ?? [])
      add({ ...one, ...instanceRefOf(one, cluster), cluster: cluster.context }, one.flows);
    if (declared) return;
    for (const release of seen[index]?.newest ?? []) {
      add({ ...release, ...release.instanceRef, cluster: cluster.context }, release.flows);
    }
  });
  for (const one of unreachable.flatMap(({ declared }) => declared)) add(one, one.flows);
  return pins;
}

type Place = Pick<Deployment, 'application' | 'environment' | 'instance' | 'namespace' | 'cluster'>;

function standingIn({ application, environment, instance, namespace, cluster }: Place): string {
  return JSON.stringify([cluster, namespace, instance, application, environment]);
}

function placeKey({ flow, ...place }: Place & { readonly flow: string }): string {
  return `${standingIn(place)}/${flow}`;
}

function driftedFields(flow: string, drift: readonly ApplicationDrift[]): number {
  return drift
    .filter((one) => one.flow === flow)
    .reduce((sum, { isMissing, fields }) => sum + (isMissing ? 1 : fields.length), 0);
}
