import { groupBy } from '../../data/group-by';
import type { ReleaseState } from '../../release/store/release';
import { contentRevision } from '../../release/store/restored-content';

/** What the measures need of a release. */
export interface MeasuredRelease {
  readonly application: string;
  readonly namespace: string;
  readonly instance: string;
  readonly revision: number;
  readonly state: ReleaseState;
  /** ISO 8601. */
  readonly at: string;
  readonly commit?: string;
  readonly restores?: number;
}

/** A median, and the number of its values. */
export interface Median {
  /** Milliseconds. Absent if there is no value. */
  readonly medianMs?: number;
  readonly of: number;
}

/**
 * The four measures of software delivery of one environment, as far as its stored releases tell.
 * @see https://dora.dev/guides/dora-metrics-four-keys/
 */
export interface DeliveryMeasures {
  /** The time of the oldest stored release, and the time of the question. Absent without releases. ISO 8601, in UTC. */
  readonly span?: { readonly from: string; readonly to: string };
  /** Whether older releases of an application are no longer stored. */
  readonly isCut: boolean;
  /** The deploys that ended, without rollbacks. */
  readonly releases: number;
  /** Successful deploys for each day of the span. */
  readonly deploysPerDay?: number;
  /** From the commit to the end of its first deploy. Releases whose commit git does not know are left out. */
  readonly leadTime: Median;
  /** The share of releases that failed or were taken back. */
  readonly changeFailureRate?: number;
  /** From a release that failed or was taken back to the next one that was deployed. */
  readonly timeToRestore: Median;
}

/** @param commitTime the time of a commit in milliseconds; undefined if it is not known */
export function deliveryMeasures(
  releases: readonly MeasuredRelease[],
  commitTime: (commit: string) => number | undefined,
  now: Date,
): DeliveryMeasures {
  const instances = [...groupBy(releases, ({ namespace, instance }) => `${namespace}/${instance}`).values()].map(
    (own) => [...own].sort((a, b) => a.revision - b.revision),
  );
  const ended = releases.filter(({ state, restores }) => state !== 'started' && restores === undefined);
  const deployed = ended.filter(({ state }) => state === 'deployed');
  const failures = instances.flatMap(failuresIn);
  const from = Math.min(...releases.map(timeOf));
  const days = (now.getTime() - from) / dayMs;
  return {
    ...(releases.length > 0 && { span: { from: new Date(from).toISOString(), to: now.toISOString() } }),
    isCut: instances.some(([oldest]) => (oldest?.revision ?? 1) > 1),
    releases: ended.length,
    // A span of less than a day counts as one, because a rate of a few minutes says nothing.
    ...(releases.length > 0 && { deploysPerDay: deployed.length / Math.max(days, 1) }),
    leadTime: median(firstOfCommits(deployed).flatMap((one) => leadTimeOf(one, commitTime))),
    ...(ended.length > 0 && { changeFailureRate: failures.length / ended.length }),
    timeToRestore: median(failures.flatMap(({ restoredMs }) => restoredMs ?? [])),
  };
}

const dayMs = 86_400_000;

interface Failure {
  /** Absent if no later release was deployed. */
  readonly restoredMs?: number;
}

/** The releases of one instance that failed or were taken back. @param own the oldest first */
function failuresIn(own: readonly MeasuredRelease[]): Failure[] {
  const byRevision = new Map(own.map((one) => [one.revision, one]));
  const takenBack = new Set(
    own.flatMap(({ restores }, index) => {
      const before = own[index - 1];
      if (restores === undefined || !before) return [];
      const content = contentRevision(before, byRevision);
      return restores < content ? [content] : [];
    }),
  );
  return own.flatMap((one, index): Failure[] => {
    if (one.restores !== undefined || !(one.state === 'failed' || takenBack.has(one.revision))) return [];
    const next = own.slice(index + 1).find(({ state, restores }) => {
      return state === 'deployed' && (one.state === 'failed' || restores !== undefined);
    });
    return [next ? { restoredMs: timeOf(next) - timeOf(one) } : {}];
  });
}

/** The first release of each application with each commit, because later ones deliver the commit again. */
function firstOfCommits(deployed: readonly MeasuredRelease[]): MeasuredRelease[] {
  const keyOf = (one: MeasuredRelease) => `${one.namespace}/${one.instance} ${one.commit}`;
  const oldestFirst = [...deployed].sort((a, b) => timeOf(a) - timeOf(b));
  return [...groupBy(oldestFirst, keyOf).values()].map(([first]) => first);
}

function leadTimeOf(release: MeasuredRelease, commitTime: (commit: string) => number | undefined): number[] {
  const made = release.commit === undefined ? undefined : commitTime(release.commit);
  // Clocks of two machines may differ, so a commit can seem to be later than its deploy.
  return made === undefined ? [] : [Math.max(timeOf(release) - made, 0)];
}

function median(values: readonly number[]): Median {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? { of: 0 } : { medianMs: (low + high) / 2, of: sorted.length };
}

function timeOf({ at }: MeasuredRelease): number {
  return Date.parse(at);
}
