import { sha256Of } from '../data/sha256';
import type { EnvironmentProps } from '../environments/environment-types';
import type { DesiredApplication } from './desired';

/**
 * A digest of what a deploy puts into a cluster: `sha256:…`. It covers the objects, the images of the flows, the names,
 * the gates, the environments that versions come from, and the cluster. It does not cover the commit, so a commit that
 * changes none of these has the same digest.
 */
export function desiredDigest(
  { source: _, ...desired }: DesiredApplication,
  cluster: EnvironmentProps['cluster'],
): string {
  const flows = Object.entries(desired.flows).map(([id, { commit: _commit, dirty: _dirty, ...flow }]) => [id, flow]);
  const text = JSON.stringify([cluster ?? null, { ...desired, flows }]);
  return `sha256:${sha256Of(text)}`;
}
