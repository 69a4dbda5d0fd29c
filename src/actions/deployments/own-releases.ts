import type { Issue } from '../../diagnostics';
import { instanceRefOf } from '../../release/store/instance';
import type { ClusterToAsk } from './clusters';
import { isOfAnother, type KeptRelease, readKeptReleases, releasesByInstance } from './kept-releases';

/** The releases of an environment in its cluster, without those of other workspaces. */
export interface OwnReleases {
  /** The releases of each instance, newest first. */
  readonly instances: readonly (readonly KeptRelease[])[];
  readonly issues: readonly Issue[];
}

export async function readOwnReleases(
  { cluster, workspace, declared }: ClusterToAsk,
  environment: string,
): Promise<OwnReleases> {
  const namespaces = declared && [...new Set(declared.map((one) => instanceRefOf(one, cluster).namespace))];
  const { releases, issues } = await readKeptReleases(cluster, namespaces);
  const byInstance = releasesByInstance(releases.filter((release) => release.environment === environment));
  return { instances: [...byInstance.values()].filter(([newest]) => !isOfAnother(workspace, newest)), issues };
}
