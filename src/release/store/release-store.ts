import type { Cluster, LiveObject, ObjectRef } from '../../cluster/cluster';
import { type Issue, warningIssue } from '../../diagnostics';
import { instanceLabel, pieceLabel } from '../../kubernetes/labels';
import type { DesiredObject } from '../desired';
import { type InstanceRef, releasedObjectsRef, releaseRef } from './instance';
import { keptReleases, releasedObjectsObjects, releaseObject } from './record';
import type { Release } from './release';

/**
/**
 * Writes a release with its objects: when it starts, and again when it fails, because then not all of them were applied.
 * The objects are written first, so that a release exists only after all of its objects are stored.
 *
 * @returns a warning if the objects cannot be stored
 */
export async function storeRelease(
  cluster: Cluster,
  instanceRef: InstanceRef,
  release: Release,
  objects: readonly DesiredObject[],
): Promise<Issue[]> {
  const [first, ...others] = releasedObjectsObjects(release, instanceRef, objects);
  await Promise.all(others.map((piece) => cluster.apply(piece, { force: true })));
  if (first) await cluster.apply(first, { force: true });
  await keepRelease(cluster, instanceRef, release);
  return first ? [] : [notStored(release)];
}

/** Writes the new state of a release. */
export async function keepRelease(cluster: Cluster, instanceRef: InstanceRef, release: Release): Promise<void> {
  await cluster.apply(releaseObject(release, instanceRef), { force: true });
}

/** Deletes the oldest releases beyond the number that is kept. */
export async function trimReleases(
  cluster: Cluster,
  instanceRef: InstanceRef,
  earlier: readonly Release[],
): Promise<void> {
  const old = earlier.slice(keptReleases - 1).map(({ revision }) => revision);
  await Promise.all(old.map((revision) => removeRelease(cluster, instanceRef, revision)));
}

/** Deletes a release. Its objects are deleted first, because objects without a release would never be found again. */
export async function removeRelease(cluster: Cluster, instanceRef: InstanceRef, revision: number): Promise<void> {
  for (const piece of await piecesOf(cluster, instanceRef, revision)) await cluster.remove(piece);
  await remove(cluster, releasedObjectsRef(instanceRef, revision));
  await remove(cluster, releaseRef(instanceRef, revision));
}

/** The further ConfigMaps with objects of a release, including those that a killed deploy left. */
async function piecesOf(
  cluster: Cluster,
  { instance, namespace }: InstanceRef,
  revision: number,
): Promise<readonly LiveObject[]> {
  const configMaps = (await cluster.resources()).find('v1', 'ConfigMap');
  if (!configMaps) return [];
  const labelSelector = `${pieceLabel}=${revision},${instanceLabel}=${instance}`;
  return (await cluster.list(configMaps, { namespace, labelSelector })).items;
}

async function remove(cluster: Cluster, ref: ObjectRef): Promise<void> {
  const found: LiveObject | undefined = await cluster.get(ref);
  if (found) await cluster.remove(found);
}

function notStored({ application, revision }: Release): Issue {
  const message = `the objects of release ${revision} of \`${application}\` are too large to be stored, so \`towpath rollback\` cannot restore this release`;
  const hint = 'move large files out of ConfigMaps, for example into an image or a volume';
  return warningIssue('release-not-stored', message, { hint });
}
