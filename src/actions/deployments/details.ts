import type { LiveObject } from '../../cluster/cluster';
import { parseImage } from '../../model/image-reference';
import type { ReleasedFlow } from '../../release/desired';
import type { Deployment } from './deployment';
import type { ExpectedFlow } from './expected-flows';
import { healthOf } from './health';
import type { KeptRelease } from './kept-releases';
import type { WorkloadRelations } from './survey';
import { appliedBy, commitInTag, introducingRelease, mainContainer, runningDigest } from './version';
import { versionSince } from './version-since';

type Details = Pick<Deployment, 'state'> & Partial<Deployment>;

/** Returns what the workload of a flow tells about its version and its health. */
export function runningDetails(
  workload: LiveObject,
  flow: string,
  known: ReleasedFlow | undefined,
  releases: readonly KeptRelease[],
  related: WorkloadRelations,
): Details {
  const container = mainContainer(workload, known);
  const image = container && parseImage(container.image);
  const release = container && introducingRelease(container.image, flow, releases);
  const digest = (container && runningDigest(workload, container.name, related)) ?? image?.digest;
  const { commit = commitInTag(image?.tag), dirty } = { ...release, ...release?.flows[flow] };
  const since = versionSince(workload, release, releases, related);
  const by = container && appliedBy(workload, container.name, release);
  return {
    object: `${workload.kind}/${workload.metadata.name}`,
    ...(container && { image: container.image }),
    ...(image?.tag && { version: image.tag }),
    ...(digest && { digest }),
    ...(commit && { commit }),
    ...(dirty && { dirty }),
    ...(since && { since }),
    ...healthOf(workload, related),
    ...(by && { appliedBy: by }),
  };
}

/**
 * Returns what is known about a flow without a workload.
 *
 * @param isHidden whether the account may not read all workloads of the namespace
 */
export function absentDetails({ flow, hasRun }: ExpectedFlow, isHidden: boolean): Details {
  if (flow.external) return { version: flow.external, state: 'external' };
  if (isHidden) return { state: 'unknown', message: 'the account may not read all workloads of the namespace' };
  return hasRun ? { state: 'healthy', message: 'the job has run and was deleted' } : { state: 'missing' };
}
