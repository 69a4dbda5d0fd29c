import type { Cluster, LiveObject } from '../../cluster/cluster';
import { isApiFailure } from '../../cluster/http/api-failure';
import { groupBy } from '../../data/group-by';
import { type Issue, warningIssue } from '../../diagnostics';
import { releaseLabel } from '../../kubernetes/labels';
import { checkedRelease } from '../../release/store/checked-record';
import type { InstanceRef } from '../../release/store/instance';
import type { Release } from '../../release/store/release';

/** A release, and the namespace in which it is stored. */
export interface KeptRelease extends Release {
  readonly instanceRef: InstanceRef;
}

/** The releases that were found, and an issue for each record that holds none. */
export interface KeptReleases {
  readonly releases: readonly KeptRelease[];
  readonly issues: readonly Issue[];
}

/** The releases of these namespaces; of all namespaces that the account may list if undefined. */
export async function readKeptReleases(
  cluster: Cluster,
  namespaces: readonly string[] | undefined,
): Promise<KeptReleases> {
  const resource = (await cluster.resources()).find('v1', 'ConfigMap');
  if (!resource) return { releases: [], issues: [] };
  const list = async (namespace?: string) =>
    (await cluster.list(resource, { namespace, labelSelector: releaseLabel })).items;
  if (namespaces) return keptReleases((await Promise.all(namespaces.map(list))).flat());
  try {
    return keptReleases(await list());
  } catch (error) {
    if (!isApiFailure(error, 403)) throw error;
    const { releases, issues } = keptReleases(await list(cluster.namespace));
    return { releases, issues: [oneNamespaceOnly(cluster), ...issues] };
  }
}

/** Newest first. A record that holds no release is left out with a warning, so that it does not hide the others. */
export function keptReleases(configMaps: readonly LiveObject[]): KeptReleases {
  const found = configMaps.map((configMap) => {
    const { release, issues } = checkedRelease(configMap);
    const { namespace } = configMap.metadata;
    const kept = release && namespace && { ...release, instanceRef: { instance: release.instance, namespace } };
    return { kept: kept ? [kept] : [], issues };
  });
  return {
    releases: newestReleasesFirst(found.flatMap(({ kept }) => kept)),
    issues: found.flatMap(({ issues }) => issues.map((issue): Issue => ({ ...issue, severity: 'warning' }))),
  };
}

export function newestReleasesFirst(releases: readonly KeptRelease[]): KeptRelease[] {
  return [...releases].sort((a, b) => b.revision - a.revision);
}

/** The warning if the account may not list all namespaces, and only the context's own was read. */
export function oneNamespaceOnly({ namespace }: Cluster): Issue {
  const message = `the account may not list objects in all namespaces, so only the namespace \`${namespace}\` is shown`;
  const hint = 'to show another namespace, run `kubectl config set-context --current --namespace NAMESPACE`';
  return warningIssue('cluster-forbidden', message, { hint });
}

export function instanceKey({ namespace, instance }: InstanceRef): string {
  return JSON.stringify([namespace, instance]);
}

export function releasesByInstance(releases: readonly KeptRelease[]): Map<string, KeptRelease[]> {
  return groupBy(releases, ({ instanceRef }) => instanceKey(instanceRef));
}

/**
 * Whether the instance of a release belongs to another workspace than the one that asks. A release without a mark, and
 * one of a workspace without a name, may be anybody's.
 *
 * @param workspace the name of the workspace that asks; undefined if no workspace is read
 */
export function isOfAnother(workspace: string | undefined, newest: Pick<Release, 'workspace'> | undefined): boolean {
  return workspace !== undefined && Boolean(newest?.workspace) && newest?.workspace !== workspace;
}

/** The newest release of each instance. */
export function newestOf(releases: ReadonlyMap<string, readonly KeptRelease[]>): KeptRelease[] {
  return [...releases.values()].flatMap(([newest]) => newest ?? []);
}
