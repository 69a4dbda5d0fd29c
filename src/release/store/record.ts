import { gzipSync } from 'node:zlib';
import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster } from '../../cluster/cluster';
import { type Issue, TowpathError } from '../../diagnostics';
import {
  gatesAnnotation,
  instanceLabel,
  liftedRulesAnnotation,
  overrideAnnotation,
  pieceLabel,
  promotesFromAnnotation,
  releaseLabel,
  workspaceAnnotation,
} from '../../kubernetes/labels';
import type { DesiredObject } from '../desired';
import { checkedObjects, checkedRelease, furtherPieces } from './checked-record';
import { type InstanceRef, recordLabels, releasedObjectsRef, releaseRef } from './instance';
import { splitPacked } from './pieces';
import type { Release } from './release';

/** How many releases of an application are kept in an environment. */
export const keptReleases = 10;

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
export function releaseObject(release: Release, instanceRef: InstanceRef): KubernetesObject {
  // These are annotations, because earlier versions of towpath refuse records with a new field.
  const { workspace, gates, promotesFrom, override, lifted, ...content } = release;
  const annotations = {
    ...(workspace !== undefined && { [workspaceAnnotation]: workspace }),
    ...(gates !== undefined && { [gatesAnnotation]: JSON.stringify(gates) }),
    ...(promotesFrom && { [promotesFromAnnotation]: promotesFrom.join(',') }),
    ...(override !== undefined && { [overrideAnnotation]: override }),
    ...(lifted && { [liftedRulesAnnotation]: lifted.join(',') }),
  };
  return configMap(releaseRef(instanceRef, release.revision).name, instanceRef, release, {
    labels: { [releaseLabel]: String(release.revision) },
    ...(Object.keys(annotations).length > 0 && { annotations }),
    data: { release: `${JSON.stringify(content, null, 2)}\n` },
  });
}

/**
 * The ConfigMaps with the objects of a release. The first one tells how many there are.
 *
 * @returns an empty list if the objects are too large to store, or hold what a rollback could not read
 */
export function releasedObjectsObjects(
  release: Release,
  instanceRef: InstanceRef,
  objects: readonly DesiredObject[],
): KubernetesObject[] {
  const text = JSON.stringify(objects.filter(({ manifest }) => manifest.kind !== 'Secret'));
  const records = splitPacked(gzipSync(text, { level: 9 })).map((content, index) => {
    const { name } = releasedObjectsRef(instanceRef, release.revision, index + 1);
    const labels = index === 0 ? {} : { [pieceLabel]: String(release.revision) };
    return configMap(name, instanceRef, release, { labels, ...content });
  });
  const [first, ...others] = records;
  return first && checkedObjects(first, others).issues.length === 0 ? records : [];
}

/** Whether a release has no objects of its own. Restoring it would delete everything else of the application. */
export function holdsNothing(objects: readonly DesiredObject[]): boolean {
  return objects.every(({ manifest }) => manifest.kind === 'Namespace');
}

function configMap(
  name: string,
  { namespace }: InstanceRef,
  release: Release,
  {
    labels = {},
    annotations,
    ...content
  }: { readonly labels?: object; readonly annotations?: object; readonly [field: string]: unknown },
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      ...{ name, namespace, labels: { ...recordLabels(release), ...labels } },
      ...(annotations && { annotations }),
    },
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
  const others = furtherPieces(found).map((name) => ({ ...releasedObjectsRef(instanceRef, revision), name }));
  const { objects, issues } = checkedObjects(found, await Promise.all(others.map((ref) => cluster.get(ref))));
  if (issues.length > 0) throw new TowpathError(issues);
  return objects;
}
