import type { DesiredApplication, DesiredObject, ReleasedFlow } from '../../release/desired';
import { instanceRefOf } from '../../release/store/instance';
import type { ClusterToAsk } from './clusters';
import type { Identity } from './identity';
import { instanceKey, type KeptRelease } from './kept-releases';

/** What is declared to run. */
export interface ExpectedFlow {
  readonly identity: Identity;
  readonly flow: ReleasedFlow;
  /** A job that runs once and has run. */
  readonly hasRun: boolean;
}

/** Returns the flows that the files of the workspace declare. */
export function expectedByFiles(
  declared: readonly DesiredApplication[],
  cluster: ClusterToAsk['cluster'],
  releases: ReadonlyMap<string, readonly KeptRelease[]>,
): ExpectedFlow[] {
  return declared.flatMap(({ application, environment, ...one }) => {
    const instanceRef = instanceRefOf(one, cluster);
    const kept = releases.get(instanceKey(instanceRef)) ?? [];
    return Object.entries(one.flows).map(
      ([flow, released]): ExpectedFlow => ({
        identity: { application, environment, ...instanceRef, flow },
        flow: released,
        hasRun: hasRun(flow, one.objects, kept),
      }),
    );
  });
}

/**
 * Returns the flows that the newest release of each instance has.
 *
 * @param objects the objects of the releases, by instance, as far as they were needed
 */
export function expectedByReleases(
  newest: readonly KeptRelease[],
  objects: ReadonlyMap<string, readonly DesiredObject[]>,
): ExpectedFlow[] {
  return newest.flatMap((release) =>
    Object.entries(release.flows).map(
      ([flow, released]): ExpectedFlow => ({
        identity: identityIn(release, flow),
        flow: released,
        hasRun: hasRun(flow, objects.get(instanceKey(release.instanceRef)) ?? [], [release]),
      }),
    ),
  );
}

function hasRun(flow: string, objects: readonly DesiredObject[], releases: readonly KeptRelease[]): boolean {
  const jobs = objects.filter((object) => object.flow === flow && object.runsOnce);
  const ran = new Set(releases.flatMap((release) => release.ran));
  return jobs.length > 0 && jobs.every(({ manifest }) => ran.has(manifest.metadata.name));
}

/** Returns what identifies a flow of a release. */
export function identityIn({ application, environment, instanceRef }: KeptRelease, flow: string): Identity {
  return { application, environment, ...instanceRef, flow };
}
