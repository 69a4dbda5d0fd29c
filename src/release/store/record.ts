import { gzipSync } from 'node:zlib';
import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster } from '../../cluster/cluster';
import { type Issue, TowpathError } from '../../diagnostics';
import { instanceLabel, releaseLabel } from '../../kubernetes/labels';
import type { DesiredObject } from '../desired';
import { checkedObjects, checkedRelease, packedObjects } from './checked-record';
import { type InstanceRef, recordLabels, releasedObjectsRef, releaseRef } from './instance';
import type { Release } from './release';

/** How many releases of an application are kept in an environment. */
export const keptReleases = 10;

/** The largest size of a stored release, because a ConfigMap holds 1 MiB. Bytes, compressed and in base64. */
const largest = 900_000;

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
export function releaseObject(release: Release, instanceRef: InstanceRef): KubernetesObject {
  return configMap(releaseRef(instanceRef, release.revision).name, instanceRef, release, {
    labels: { [releaseLabel]: String(release.revision) },
    data: { release: `${JSON.stringify(release, null, 2)}\n` },
  });
}

/** @returns undefined if the objects are too large to store, or hold what a rollback could not read */
export function releasedObjectsObject(
  release: Release,
  instanceRef: InstanceRef,
  objects: readonly DesiredObject[],
): KubernetesObject | undefined {
  const text = JSON.stringify(objects.filter(({ manifest }) => manifest.kind !== 'Secret'));
  const packed = gzipSync(text, { level: 9 }).toString('base64');
  if (packed.length > largest) return undefined;
  const { name } = releasedObjectsRef(instanceRef, release.revision);
  const record = configMap(name, instanceRef, release, { binaryData: { [packedObjects]: packed } });
  return checkedObjects(record).issues.length === 0 ? record : undefined;
}

/** Whether a release has no objects of its own. Restoring it would delete everything else of the application. */
export function holdsNothing(objects: readonly DesiredObject[]): boolean {
  return objects.every(({ manifest }) => manifest.kind === 'Namespace');
}

function configMap(
  name: string,
  { namespace }: InstanceRef,
  release: Release,
  { labels = {}, ...content }: { readonly labels?: object; readonly [field: string]: unknown },
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, labels: { ...recordLabels(release), ...labels } },
    ...content,
  };
}

/** The stored releases of an application, newest first. Records that hold no release are left out. */
export async function readReleases(cluster: Cluster, instanceRef: InstanceRef): Promise<Release[]> {
  return (await readRecords(cluster, instanceRef)).releases;
}

/** The stored releases, with an issue for each record that towpath has not written. */
export async function readRecords(
  cluster: Cluster,
  { instance, namespace }: InstanceRef,
): Promise<{ readonly releases: Release[]; readonly issues: readonly Issue[] }> {
  const configMaps = (await cluster.resources()).find('v1', 'ConfigMap');
  if (!configMaps) return { releases: [], issues: [] };
  const labelSelector = `${releaseLabel},${instanceLabel}=${instance}`;
  const { items } = await cluster.list(configMaps, { namespace, labelSelector });
  const records = items.map(checkedRelease);
  const releases = records.flatMap(({ release }) => (release?.instance === instance ? [release] : []));
  return {
    releases: releases.sort((a, b) => b.revision - a.revision),
    issues: records.flatMap(({ issues }) => issues),
  };
}

/**
 * The rendered objects of a release; undefined if they are not stored.
 * @throws TowpathError `release-record-invalid` for content that towpath would not have written
 */
export async function readReleasedObjects(
  cluster: Cluster,
  instanceRef: InstanceRef,
  revision: number,
): Promise<DesiredObject[] | undefined> {
  const found = await cluster.get(releasedObjectsRef(instanceRef, revision));
  if (!found) return undefined;
  const { objects, issues } = checkedObjects(found);
  if (issues.length > 0) throw new TowpathError(issues);
  return objects;
}
