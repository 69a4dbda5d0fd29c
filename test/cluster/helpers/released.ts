import type { Cluster } from '../../../src/cluster/cluster';
import { partOfSet } from '../../../src/kubernetes/apply-set';
import type { DesiredApplication } from '../../../src/release/desired';
import { setId } from '../../../src/release/store/instance';
import { releasedObjectsObjects, releaseObject } from '../../../src/release/store/record';
import type { Release } from '../../../src/release/store/release';

/** Puts an application where a deploy would, and leaves the release of it that a deploy leaves. */
export async function released(
  cluster: Cluster,
  { application, environment, instance, namespace = cluster.namespace, flows, objects }: DesiredApplication,
  more: Partial<Release> = {},
): Promise<Release> {
  const instanceRef = { instance, namespace };
  const release: Release = {
    ...{ revision: 1, application, environment, instance, state: 'deployed', flows, ran: [] },
    ...{ at: '2026-11-20T10:00:00.000Z', by: await cluster.user(), commit: '0123abc', ...more },
  };
  for (const { manifest } of objects) {
    const labels = { ...(manifest.metadata.labels as object | undefined), [partOfSet]: setId(instanceRef) };
    await cluster.apply({ ...manifest, metadata: { namespace, ...manifest.metadata, labels } });
  }
  const kept = releasedObjectsObjects(release, instanceRef, objects);
  for (const object of [...kept, releaseObject(release, instanceRef)]) await cluster.apply(object);
  return release;
}
