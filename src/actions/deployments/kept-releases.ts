import type { Cluster, LiveObject } from '../../cluster/cluster';
import { isApiFailure } from '../../cluster/http/api-failure';
import type { Issue } from '../../diagnostics';
import { releaseLabel, type Standing } from '../../release/identity';
import { type Release, releaseIn } from '../../release/record';

/** A release, and where it is kept. */
export interface KeptRelease extends Release {
  readonly standing: Standing;
}

/** The releases of these namespaces; of all that the account may list, without any. */
export async function readKeptReleases(
  cluster: Cluster,
  namespaces: readonly string[] | undefined,
): Promise<{ readonly releases: readonly KeptRelease[]; readonly issues: readonly Issue[] }> {
  const resource = (await cluster.resources()).find('v1', 'ConfigMap');
  if (!resource) return { releases: [], issues: [] };
  const list = async (namespace?: string) =>
    (await cluster.list(resource, { namespace, labelSelector: releaseLabel })).items;
  if (namespaces) return { releases: keptReleases((await Promise.all(namespaces.map(list))).flat()), issues: [] };
  try {
    return { releases: keptReleases(await list()), issues: [] };
  } catch (error) {
    if (!isApiFailure(error, 403)) throw error;
    return { releases: keptReleases(await list(cluster.namespace)), issues: [oneNamespaceOnly(cluster)] };
  }
}

/** The newest first; without what somebody else put there under our label. */
export function keptReleases(configMaps: readonly LiveObject[]): KeptRelease[] {
  const found = configMaps.flatMap((configMap): KeptRelease[] => {
    const release = releaseIn(configMap);
    const { namespace } = configMap.metadata;
    return release && namespace ? [{ ...release, standing: { instance: release.instance, namespace } }] : [];
  });
  return newestReleasesFirst(found);
}

export function newestReleasesFirst(releases: readonly KeptRelease[]): KeptRelease[] {
  return [...releases].sort((a, b) => b.revision - a.revision);
}

/** Said where not all namespaces may be listed, and the context's own was. */
export function oneNamespaceOnly({ namespace }: Cluster): Issue {
  const message = `the account may not list all namespaces; this is the namespace \`${namespace}\` alone`;
  const hint = 'another one: `kubectl config set-context --current --namespace …`';
  return { code: 'cluster-forbidden', severity: 'warning', message, hint };
}

export function standingKey({ namespace, instance }: Standing): string {
  return JSON.stringify([namespace, instance]);
}

export function releasesByStanding(releases: readonly KeptRelease[]): Map<string, KeptRelease[]> {
  const found = new Map<string, KeptRelease[]>();
  for (const release of releases) {
    const key = standingKey(release.standing);
    found.set(key, [...(found.get(key) ?? []), release]);
  }
  return found;
}

/** The newest release of each standing. */
export function newestOf(releases: ReadonlyMap<string, readonly KeptRelease[]>): KeptRelease[] {
  return [...releases.values()].flatMap(([newest]) => newest ?? []);
}
