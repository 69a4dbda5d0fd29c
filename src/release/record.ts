import { gunzipSync, gzipSync } from 'node:zlib';
import type { KubernetesObject } from '../assembly/application-assembly';
import type { Cluster, LiveObject } from '../cluster/cluster';
import type { DesiredObject, ReleasedFlow } from './desired';
import { recordLabels, releasedObjectsRef, releaseLabel, releaseRef, type Standing } from './identity';

/** Whether what a release put there came up. `started`: its deploy is running, or was killed. */
export type ReleaseState = 'started' | 'deployed' | 'failed';

/** What one deploy put into an environment. */
export interface Release {
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
  /** The commit that was checked out, with `-dirty` where there was more than it. */
  readonly commit?: string;
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
export function releaseObject(release: Release, standing: Standing): KubernetesObject {
  return configMap(releaseRef(standing, release.revision).name, standing, release, {
    labels: { [releaseLabel]: String(release.revision) },
    data: { release: `${JSON.stringify(release, null, 2)}\n` },
  });
}

/** @returns undefined when they are too large to keep */
export function releasedObjectsObject(
  release: Release,
  standing: Standing,
  objects: readonly DesiredObject[],
): KubernetesObject | undefined {
  const plain = objects.filter(({ manifest }) => manifest.kind !== 'Secret');
  const packed = gzipSync(JSON.stringify(plain), { level: 9 }).toString('base64');
  if (packed.length > largest) return undefined;
  const { name } = releasedObjectsRef(standing, release.revision);
  return configMap(name, standing, release, { binaryData: { 'objects.json.gz': packed } });
}

function configMap(
  name: string,
  { namespace }: Standing,
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

/** The releases of an application that are kept, the newest first. */
export async function readReleases(cluster: Cluster, { instance, namespace }: Standing): Promise<Release[]> {
  const configMaps = (await cluster.resources()).find('v1', 'ConfigMap');
  if (!configMaps) return [];
  const labelSelector = `${releaseLabel},app.kubernetes.io/instance=${instance}`;
  const { items } = await cluster.list(configMaps, { namespace, labelSelector });
  return items.flatMap((item) => releaseIn(item) ?? []).sort((a, b) => b.revision - a.revision);
}

/** A release as it was kept; undefined for what somebody else put there under our label. */
export function releaseIn(configMap: LiveObject): Release | undefined {
  try {
    const { release } = configMap.data as { release: string };
    const found = JSON.parse(release) as Release;
    return Number.isInteger(found.revision) && typeof found.flows === 'object' ? found : undefined;
  } catch {
    return undefined;
  }
}

/** The rendered objects of a release; undefined where they are not kept. */
export async function readReleasedObjects(
  cluster: Cluster,
  standing: Standing,
  revision: number,
): Promise<DesiredObject[] | undefined> {
  const found = await cluster.get(releasedObjectsRef(standing, revision));
  const packed = (found?.binaryData as Record<string, string> | undefined)?.['objects.json.gz'];
  if (packed === undefined) return undefined;
  return JSON.parse(
    gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: 2 ** 28 }).toString(),
  ) as DesiredObject[];
}
