import type { Cluster } from '../../cluster/cluster';
import { failureIssues } from '../../cluster/failures';
import { compareTexts } from '../../data/compare-texts';
import { type Issue, IssueCollector } from '../../diagnostics';
import { podTemplateKinds } from '../../kubernetes/kinds';
import type { DesiredApplication, DesiredObject } from '../../release/desired';
import { isInvalidRecord } from '../../release/store/checked-record';
import { instanceRefOf } from '../../release/store/instance';
import { readReleasedObjects } from '../../release/store/record';
import { closeAll } from './ask-cluster';
import {
  type Clusters,
  type ClusterToAsk,
  clustersToAsk,
  type FindDeploymentsOptions,
  inEnvironment,
} from './clusters';
import type { Deployment } from './deployment';
import { instanceKey, type KeptRelease } from './kept-releases';
import { ambiguousInstances, deploymentsIn, unknownDeployments } from './rows';
import { type Survey, surveyAll, surveyNamespaces } from './survey';

export interface FoundDeployments {
  /** Sorted by application and flow; environments are in the order of a release. */
  readonly deployments: readonly Deployment[];
  /** Issues about what could not be read. The other results are complete. */
  readonly issues: readonly Issue[];
}

/**
 * Finds every deployment of every flow. It only reads.
 * @throws TowpathError if the workspace is not valid, or the kubeconfig has no usable context
 */
export async function findDeployments(options: FindDeploymentsOptions = {}): Promise<FoundDeployments> {
  const clusters = await clustersToAsk(options);
  try {
    return combineScans(clusters, await Promise.all(clusters.asked.map((asked) => scanCluster(asked))));
  } finally {
    await closeAll(clusters);
  }
}

/** What one cluster reported. */
export interface ClusterScan {
  readonly server: string;
  readonly deployments: readonly Deployment[];
  readonly issues: readonly Issue[];
  /** Absent if the cluster could not be read. */
  readonly survey?: Survey;
}

export async function scanCluster(asked: ClusterToAsk, read = releasedObjects): Promise<ClusterScan> {
  const { server, context } = asked.cluster;
  try {
    const survey = await surveyOf(asked);
    const { objects, issues } = await read(asked.cluster, ambiguousInstances(asked, survey));
    return {
      server,
      deployments: deploymentsIn(asked, survey, objects),
      issues: [...survey.issues, ...issues],
      survey,
    };
  } catch (error) {
    const issues = failureIssues(error);
    const deployments = unknownDeployments(asked.declared ?? [], issues[0]?.code ?? '');
    const names = asked.environments.join(', ') || context;
    return { server, deployments, issues: issues.map((issue) => inEnvironment(names, issue)) };
  }
}

/** The results of all clusters, and what could not be read. */
export function combineScans(clusters: Clusters, scans: readonly ClusterScan[]): FoundDeployments {
  const { unreachable, only, order } = clusters;
  const hidden = unreachable.flatMap(({ declared, issues }) => unknownDeployments(declared, issues[0]?.code ?? ''));
  const all = [...seenOnce(scans), ...hidden];
  const problems = new IssueCollector();
  problems.add(
    ...clusters.issues,
    ...unreachable.flatMap(({ issues }) => issues),
    ...scans.flatMap(({ issues }) => issues),
  );
  return {
    deployments: all.filter(({ environment }) => only?.includes(environment) ?? true).sort(byFlow(order)),
    issues: problems.issues,
  };
}

/** Two contexts may lead to one server. A deployment that both report is kept where it is declared. */
function seenOnce(scans: readonly ClusterScan[]): Deployment[] {
  const found = new Map<string, Deployment>();
  for (const { server, deployments } of scans) {
    for (const deployment of deployments) {
      const { namespace, object, application, flow, environment, instance } = deployment;
      const key = JSON.stringify([server, namespace, object ?? [application, flow, environment, instance]]);
      if (!found.has(key) || deployment.declared) found.set(key, deployment);
    }
  }
  return [...found.values()];
}

function surveyOf({ cluster, declared }: ClusterToAsk): Promise<Survey> {
  if (!declared) return surveyAll(cluster);
  const namespaces = declared.flatMap((one) => [
    instanceRefOf(one, cluster).namespace,
    ...one.objects.flatMap(({ manifest }) => manifest.metadata.namespace ?? []),
  ]);
  return surveyNamespaces(cluster, [...new Set(namespaces)], neededKinds(declared));
}

export interface ReleasedObjects {
  /** By instance. */
  readonly objects: ReadonlyMap<string, readonly DesiredObject[]>;
  /** Invalid records are reported once, so that one of them does not hide the others. */
  readonly issues: readonly Issue[];
}

/** The objects of releases. */
export async function releasedObjects(cluster: Cluster, releases: readonly KeptRelease[]): Promise<ReleasedObjects> {
  return allReleasedObjects(
    await Promise.all(
      releases.map(async ({ instanceRef, revision }): Promise<ReleasedObjects> => {
        try {
          const objects = await readReleasedObjects(cluster, instanceRef, revision);
          return { objects: new Map(objects ? [[instanceKey(instanceRef), objects]] : []), issues: [] };
        } catch (error) {
          if (!isInvalidRecord(error)) throw error;
          return { objects: new Map(), issues: error.issues.map((issue) => ({ ...issue, severity: 'warning' })) };
        }
      }),
    ),
  );
}

export function allReleasedObjects(parts: readonly ReleasedObjects[]): ReleasedObjects {
  return {
    objects: new Map(parts.flatMap(({ objects }) => [...objects])),
    issues: parts.flatMap(({ issues }) => issues),
  };
}

function byFlow(order: readonly string[]) {
  const place = (environment: string) => (order.includes(environment) ? order.indexOf(environment) : order.length);
  return (a: Deployment, b: Deployment): number =>
    compareTexts(a.application, b.application) ||
    compareTexts(a.flow, b.flow) ||
    place(a.environment) - place(b.environment) ||
    compareTexts(a.environment, b.environment) ||
    compareTexts(a.namespace ?? '', b.namespace ?? '');
}

/** The kinds that the declared flows consist of, and those that explain their health. */
function neededKinds(declared: readonly DesiredApplication[]): ReadonlySet<string> {
  const kinds = new Set(declared.flatMap(({ objects }) => objects.map(({ manifest }) => manifest.kind)));
  const hasPods = podTemplateKinds.some(({ kind }) => kinds.has(kind));
  return new Set([
    ...kinds,
    'ConfigMap',
    ...(hasPods ? ['Pod'] : []),
    ...(kinds.has('Deployment') ? ['ReplicaSet'] : []),
  ]);
}
