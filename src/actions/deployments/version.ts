import type { LiveObject } from '../../cluster/cluster';
import { ownsPath } from '../../cluster/managed-fields/field-set';
import { entriesOf, isOurs, newestEntry } from '../../cluster/managed-fields/managers';
import { ownedBy } from '../../cluster/owners';
import { valueAt } from '../../data/merge';
import { parseImage } from '../../model/image-reference';
import type { ReleasedFlow } from '../../release/desired';
import { newestPods } from '../../release/readiness/newest-pods';
import type { AppliedBy } from './deployment';
import type { KeptRelease } from './kept-releases';
import type { WorkloadRelations } from './survey';

/** The main container of a flow. */
export interface MainContainer {
  readonly name: string;
  readonly image: string;
}

function templatePath({ kind }: LiveObject): string[] {
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template', 'spec'] : ['spec', 'template', 'spec'];
}

/** The container with the flow's image, whatever its tag; else the first one, as in kubectl. */
export function mainContainer(workload: LiveObject, known: ReleasedFlow | undefined): MainContainer | undefined {
  const containers = (valueAt(workload, [...templatePath(workload), 'containers']) ?? []) as readonly MainContainer[];
  const repository = known?.image && parseImage(known.image)?.repository;
  return containers.find(({ image }) => parseImage(image)?.repository === repository) ?? containers[0];
}

/** The digest that the newest pods run, if all of them run the same. */
export function runningDigest(workload: LiveObject, container: string, related: WorkloadRelations): string | undefined {
  const makers = workload.kind === 'CronJob' ? newestFirst(ownedBy(workload, related.jobs)).slice(0, 1) : [workload];
  const digests = makers
    .flatMap((maker) => newestPods(maker, related))
    .flatMap((pod) => (valueAt(pod, ['status', 'containerStatuses']) ?? []) as readonly ContainerStatus[])
    .filter(({ name }) => name === container)
    // Without a registry's name before it, it is the id of a local image, and no digest that could be pulled.
    .flatMap(({ imageID = '' }) => /@(sha256:[0-9a-f]{64})$/.exec(imageID)?.[1] ?? []);
  return new Set(digests).size === 1 ? digests[0] : undefined;
}

interface ContainerStatus {
  readonly name: string;
  readonly imageID?: string;
}

export function newestFirst(objects: readonly LiveObject[]): LiveObject[] {
  return [...objects].sort((a, b) => (createdAt(a) < createdAt(b) ? 1 : -1));
}

export function createdAt({ metadata }: LiveObject): string {
  return metadata.creationTimestamp ?? '';
}

/**
 * The release that brought the running version: the oldest of the newest releases that all have this image. Undefined
 * if something else runs than what was released.
 *
 * @param releases the releases of one instance, newest first
 */
export function introducingRelease(
  image: string,
  flow: string,
  releases: readonly KeptRelease[],
): KeptRelease | undefined {
  // A deploy that was killed may not have come to this flow.
  const first = releases.findIndex(({ flows, state }) => state === 'deployed' || flows[flow]?.image === image);
  const candidates = releases.slice(Math.max(0, first));
  const others = candidates.findIndex(({ flows }) => flows[flow]?.image !== image);
  return others === -1 ? candidates.at(-1) : candidates[others - 1];
}

/**
 * Matches a tag that is a commit, or ends with one as `git describe` writes it. A tag that could be a date does not
 * match.
 */
export function commitInTag(tag: string | undefined): string | undefined {
  const commit = /^(?:.+-g)?([0-9a-f]{7,40})$/.exec(tag ?? '')?.[1];
  return commit && (commit.length === 40 || /[a-f]/.test(commit)) ? commit : undefined;
}

/** The manager that wrote the image: towpath, if its value is unchanged; else the last writer. */
export function appliedBy(
  workload: LiveObject,
  container: string,
  release: KeptRelease | undefined,
): AppliedBy | undefined {
  const step = `k:${JSON.stringify({ name: container })}`;
  const path = [...templatePath(workload).map((key) => `f:${key}`), 'f:containers', step, 'f:image'];
  const writers = entriesOf(workload).filter(({ fieldsV1 }) => ownsPath(fieldsV1, path));
  const writer = writers.find(isOurs) ?? newestEntry(writers);
  if (!writer) return undefined;
  return { ...(release && isOurs(writer) && { user: release.by }), manager: writer.manager };
}
