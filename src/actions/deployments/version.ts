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

/** The container that a flow is about. */
export interface MainContainer {
  readonly name: string;
  readonly image: string;
}

function templatePath({ kind }: LiveObject): string[] {
  return kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec', 'template', 'spec'] : ['spec', 'template', 'spec'];
}

/** The one that runs the flow's image, whatever its tag; else the first, as kubectl has it. */
export function mainContainer(workload: LiveObject, known: ReleasedFlow | undefined): MainContainer | undefined {
  const containers = (valueAt(workload, [...templatePath(workload), 'containers']) ?? []) as readonly MainContainer[];
  const repository = known?.image && parseImage(known.image)?.repository;
  return containers.find(({ image }) => parseImage(image)?.repository === repository) ?? containers[0];
}

/** The digest that the newest pods run, when all of them run the same. */
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
 * The release that brought the version that runs: the first of the newest ones that all have this image. None where
 * something else runs than what was released.
 *
 * @param releases of one application in one place, the newest first
 */
export function introducingRelease(
  image: string,
  flow: string,
  releases: readonly KeptRelease[],
): KeptRelease | undefined {
  const others = releases.findIndex(({ flows }) => flows[flow]?.image !== image);
  return others === -1 ? releases.at(-1) : releases[others - 1];
}

/** A tag that is a commit, or ends with one as `git describe` has it. What might as well be a date is none. */
export function commitInTag(tag: string | undefined): string | undefined {
  const commit = /^(?:.+-g)?([0-9a-f]{7,40})$/.exec(tag ?? '')?.[1];
  return commit && (commit.length === 40 || /[a-f]/.test(commit)) ? commit : undefined;
}

/** Who wrote the image: our deploy, if it still is as that wrote it; else who wrote it last. */
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
