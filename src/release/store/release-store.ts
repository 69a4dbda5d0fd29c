import type { Cluster, LiveObject, ObjectRef } from '../../cluster/cluster';
import type { DesiredObject } from '../desired';
import { type InstanceRef, releasedObjectsRef, releaseRef } from './instance';
import { keptReleases, releasedObjectsObject, releaseObject } from './record';
import type { Release } from './release';

/**
 * Writes a release, or its new state. Its objects are written first, so that no release is without them. They are written
 * again when it fails, because not all of them were applied.
 */
export async function keepRelease(
  cluster: Cluster,
  instanceRef: InstanceRef,
  release: Release,
  objects: readonly DesiredObject[],
): Promise<void> {
  const packed = releasedObjectsObject(release, instanceRef, objects);
  if (packed && release.state !== 'deployed') await cluster.apply(packed, { force: true });
  await cluster.apply(releaseObject(release, instanceRef), { force: true });
}

/** Deletes the oldest releases beyond the number that is kept. */
export async function trimReleases(
  cluster: Cluster,
  instanceRef: InstanceRef,
  earlier: readonly Release[],
): Promise<void> {
  const old = earlier.slice(keptReleases - 1).map(({ revision }) => revision);
  await Promise.all(
    old.map(async (revision) => {
      // The release is deleted before its objects, because objects without their release would never be found again.
      await remove(cluster, releasedObjectsRef(instanceRef, revision));
      await remove(cluster, releaseRef(instanceRef, revision));
    }),
  );
}

async function remove(cluster: Cluster, ref: ObjectRef): Promise<void> {
  const found: LiveObject | undefined = await cluster.get(ref);
  if (found) await cluster.remove(found);
}
