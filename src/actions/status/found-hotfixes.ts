import { type Hotfix, hotfixes, type PlacedVersion } from '../../promotion/hotfixes';
import { noHistory } from '../../promotion/known-history';
import type { Clusters } from '../deployments/clusters';
import type { Deployment } from '../deployments/deployment';
import type { KeptRelease } from '../deployments/kept-releases';
import { releasedVersions } from '../deployments/released-versions';
import { gitHistory } from '../git/history';

/** The hotfixes among what runs, as far as the environments were read. */
export function foundHotfixes(
  { sources, root }: Clusters,
  deployments: readonly Deployment[],
  releases: readonly KeptRelease[],
): Hotfix[] {
  const running = deployments
    .filter(({ object, declared }) => object !== undefined && declared !== false)
    .map(({ application, flow, environment, version, digest }): PlacedVersion => {
      return { application, flow, environment, ...(version && { tag: version }), ...(digest && { digest }) };
    });
  const isPossible = running.some(({ environment }) => (sources.get(environment) ?? []).length > 0);
  if (!isPossible || root === undefined) return [];
  return hotfixes(sources, { running, ...releasedVersions(releases) }, gitHistory(root) ?? noHistory);
}
