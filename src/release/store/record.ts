import { gzipSync } from 'node:zlib';
import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Cluster } from '../../cluster/cluster';
import { type Issue, TowpathError } from '../../diagnostics';
import type { DesiredObject, ReleasedFlow, SourceCommit } from '../desired';
import { checkedObjects, checkedRelease, packedObjects } from './checked-record';
import { type InstanceRef, recordLabels, releasedObjectsRef, releaseLabel, releaseRef } from './instance';

/** Whether what a release put there came up. `started`: its deploy is running, or was killed. */
export type ReleaseState = 'started' | 'deployed' | 'failed';

/**
 * What one deploy put into an environment. `commit` and `dirty` say what it was made from, apart from its flows: each
 * of these says it for itself, because a deploy of some flows leaves the others as an earlier one made them. A rollback
 * says what the release that it restores was made from.
 */
export interface Release extends SourceCommit {
  /** Counts from 1. */
  readonly revision: number;
  readonly application: string;
  readonly environment: string;
  readonly instance: string;
  readonly state: ReleaseState;
  /** When it began; once it is `deployed`, when that was. ISO 8601, in UTC. */
  readonly at: string;
  /** The name under which the cluster knows who deployed. */
  readonly by: string;
  /** The release that a rollback restored. */
  readonly restores?: number;
  readonly flows: Readonly<Record<string, ReleasedFlow>>;
  /** Names of jobs that run once, and have. */
  readonly ran: readonly string[];
}

/** How many releases of an application are kept in an environment. */
export const keptReleases = 10;

/** More than this is not kept of one release: a ConfigMap holds 1 MiB. Bytes, compressed and in base64. */
const largest = 900_000;

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
export function releaseObject(release: Release, instanceRef: InstanceRef): KubernetesObject {
  return configMap(releaseRef(instanceRef, release.revision).name, instanceRef, release, {
    labels: { [releaseLabel]: String(release.revision) },
    data: { release: `${JSON.stringify(release, null, 2)}\n` },
  });
}

/** @returns undefined when they are too large to keep, or hold what no rollback would read */
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

/** The releases of an application that are kept, the newest first. Records that do not hold one are left out. */
export async function readReleases(cluster: Cluster, instanceRef: InstanceRef): Promise<Release[]> {
  return (await readRecords(cluster, instanceRef)).releases;
}

/** The same, with a problem for each record that does not hold what towpath writes. */
export async function readRecords(
  cluster: Cluster,
  { instance, namespace }: InstanceRef,
): Promise<{ readonly releases: Release[]; readonly issues: readonly Issue[] }> {
  const configMaps = (await cluster.resources()).find('v1', 'ConfigMap');
  if (!configMaps) return { releases: [], issues: [] };
  const labelSelector = `${releaseLabel},app.kubernetes.io/instance=${instance}`;
  const { items } = await cluster.list(configMaps, { namespace, labelSelector });
  const records = items.map(checkedRelease);
  const releases = records.flatMap(({ release }) => (release?.instance === instance ? [release] : []));
  return {
    releases: releases.sort((a, b) => b.revision - a.revision),
    issues: records.flatMap(({ issues }) => issues),
  };
}

/**
 * The rendered objects of a release; undefined where they are not kept.
 * @throws TowpathError `release-record-invalid` for what towpath would not have written
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
