import type { Cluster, LiveObject } from '../../cluster/cluster';
import { failureIssues } from '../../cluster/failures';
import { isApiFailure } from '../../cluster/http/api-failure';
import { hasController } from '../../cluster/owners';
import type { Issue } from '../../diagnostics';
import { createdKinds, type Kind, workloadKinds } from '../../kubernetes/kinds';
import { instanceLabel, managedByLabel, managedByTowpath, releaseLabel } from '../../kubernetes/labels';
import type { RelatedObjects } from '../../release/readiness/readiness';
import type { InstanceRef } from '../../release/store/instance';
import { instanceKey, type KeptRelease, keptReleases, newestReleasesFirst, oneNamespaceOnly } from './kept-releases';

/** Objects that the workloads of a namespace created. */
export interface WorkloadRelations extends RelatedObjects {
  readonly pods: readonly LiveObject[];
  readonly replicaSets: readonly LiveObject[];
  /** Jobs of CronJobs. */
  readonly jobs: readonly LiveObject[];
}

/** The live objects of some namespaces of a cluster. */
export interface Survey {
  readonly workloads: readonly LiveObject[];
  /** By namespace. */
  readonly related: ReadonlyMap<string, WorkloadRelations>;
  /** Newest first. */
  readonly releases: readonly KeptRelease[];
  /** Namespaces in which some workloads could not be read. */
  readonly hidden: ReadonlySet<string>;
  readonly issues: readonly Issue[];
}

/** The labels of objects that towpath created, except for adopted applications. */
const ours = `${managedByLabel}=${managedByTowpath}`;

/**
 * Reads all objects of these namespaces, with one list for each kind.
 *
 * @param needed kinds that must be readable. The account of a deploy may list only the kinds that it deploys, and that
 *   is no problem then. @default all
 */
export async function surveyNamespaces(
  cluster: Cluster,
  namespaces: readonly string[],
  needed?: ReadonlySet<string>,
): Promise<Survey> {
  return together(await Promise.all(namespaces.map((namespace) => surveyOne(cluster, namespace, needed))));
}

/**
 * Reads our objects in all namespaces that the account may list, else in the context's own. Adopted applications lack
 * our labels: they are found by their releases.
 */
export async function surveyAll(cluster: Cluster): Promise<Survey> {
  const everywhere = await surveyOne(cluster, undefined);
  if (everywhere.hidden.has('')) {
    const here = await surveyOne(cluster, cluster.namespace);
    return together([here, { ...nothing, issues: [oneNamespaceOnly(cluster)] }]);
  }
  const labelled = new Set(everywhere.workloads.map(({ metadata }) => instanceKey(labelledStanding(metadata))));
  const adopted = everywhere.releases.filter(({ instanceRef }) => !labelled.has(instanceKey(instanceRef)));
  const namespaces = new Set(adopted.map(({ instanceRef }) => instanceRef.namespace));
  return together([everywhere, await surveyNamespaces(cluster, [...namespaces])]);
}

function labelledStanding({ namespace = '', labels = {} }: LiveObject['metadata']): InstanceRef {
  return { namespace, instance: labels[instanceLabel] ?? '' };
}

const nothing: Survey = { workloads: [], related: new Map(), releases: [], hidden: new Set(), issues: [] };

/** @param namespace if undefined, all namespaces are read, and only our objects */
async function surveyOne(
  cluster: Cluster,
  namespace: string | undefined,
  needed?: ReadonlySet<string>,
): Promise<Survey> {
  const refused: { kind: string; error: unknown }[] = [];
  const resources = await cluster.resources();
  const list = async ({ apiVersion, kind }: Kind, labelSelector?: string) => {
    const resource = resources.find(apiVersion, kind);
    if (!resource) return [];
    try {
      return (await cluster.list(resource, { namespace, ...(labelSelector && { labelSelector }) })).items;
    } catch (error) {
      if (!isApiFailure(error, 403)) throw error;
      if (needed?.has(kind) ?? true) refused.push({ kind, error });
      return [];
    }
  };
  const selector = namespace === undefined ? ours : undefined;
  const [found, [replicaSets = [], pods = []], configMaps] = await Promise.all([
    Promise.all(workloadKinds.map((kind) => list(kind, selector))),
    // Related kinds that explain workloads are listed once for all of them.
    Promise.all(createdKinds.map((kind) => list(kind, selector))),
    list({ apiVersion: 'v1', kind: 'ConfigMap' }, releaseLabel),
  ]);
  const kept = keptReleases(configMaps);
  const isHidden = refused.some(({ kind }) => workloadKinds.some((workload) => workload.kind === kind));
  return {
    workloads: found.flat().filter((object) => !hasController(object)),
    related: byNamespace({ replicaSets, pods, jobs: found.flat().filter(hasController) }),
    releases: kept.releases,
    hidden: new Set(isHidden ? [namespace ?? ''] : []),
    issues: [...refusedIssues(refused, namespace), ...kept.issues],
  };
}

function byNamespace(all: WorkloadRelations): Map<string, WorkloadRelations> {
  const found = new Map<string, Record<'replicaSets' | 'pods' | 'jobs', LiveObject[]>>();
  for (const kind of ['replicaSets', 'pods', 'jobs'] as const) {
    for (const object of all[kind]) {
      const { namespace = '' } = object.metadata;
      const here = found.get(namespace) ?? { replicaSets: [], pods: [], jobs: [] };
      here[kind].push(object);
      found.set(namespace, here);
    }
  }
  return found;
}

/** One issue for all kinds of a namespace. */
function refusedIssues(refused: readonly { kind: string; error: unknown }[], namespace?: string): Issue[] {
  const [first] = refused;
  if (!first) return [];
  const where = namespace === undefined ? 'in all namespaces' : `in the namespace \`${namespace}\``;
  const kinds = refused.map(({ kind }) => `${kind}s`).join(', ');
  const hint = 'ask an administrator for the verbs get, list and watch, such as with the ClusterRole `view`';
  return failureIssues(first.error)
    .slice(0, 1)
    .map((issue) => ({
      ...issue,
      message: `the account may not list ${kinds} ${where}: ${issue.message}`,
      hint,
    }));
}

function together(surveys: readonly Survey[]): Survey {
  const distinct = (objects: readonly LiveObject[]) => [
    ...new Map(objects.map((object) => [object.metadata.uid, object])).values(),
  ];
  const releases = new Map(
    surveys
      .flatMap((survey) => survey.releases)
      .map((release) => [JSON.stringify([release.instanceRef, release.revision]), release]),
  );
  return {
    workloads: distinct(surveys.flatMap((survey) => survey.workloads)),
    // If a namespace was read twice, the second result is more complete.
    related: new Map(surveys.flatMap((survey) => [...survey.related])),
    releases: newestReleasesFirst([...releases.values()]),
    hidden: new Set(surveys.flatMap((survey) => [...survey.hidden])),
    issues: surveys.flatMap((survey) => survey.issues),
  };
}
