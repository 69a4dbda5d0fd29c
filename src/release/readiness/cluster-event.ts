import type { LiveObject } from '../../cluster/cluster';

/** An Event of Kubernetes, as far as we show and judge it. */
export interface ClusterEvent {
  /** The uid of the object that it is about. */
  readonly about: string;
  readonly reason: string;
  readonly message: string;
  readonly isWarning: boolean;
  /** How often it was told. */
  readonly count: number;
  /** When it was told first and last. */
  readonly since: string;
  readonly last: string;
  /** Whether it was told while somebody watched: what an earlier attempt left behind proves nothing about this one. */
  readonly isNew: boolean;
}

interface Event extends LiveObject {
  readonly involvedObject?: { readonly uid?: string };
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number | null;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string } | null;
}

/** Reads both ways in which controllers count what they tell again. */
export function clusterEventOf(event: LiveObject, isNew: boolean): ClusterEvent {
  const { involvedObject, type, reason = '', message = '', count, series, metadata, ...times } = event as Event;
  const since = times.firstTimestamp ?? times.eventTime ?? metadata.creationTimestamp ?? '';
  return {
    about: involvedObject?.uid ?? '',
    reason,
    message: message.trim(),
    isWarning: type === 'Warning',
    count: series?.count ?? (count || 1),
    since,
    last: series?.lastObservedTime ?? times.lastTimestamp ?? since,
    isNew,
  };
}

/** The one that was told last about any of the objects; of those of one second, the later in the row. */
export function newestEvent(events: readonly ClusterEvent[] = [], about: readonly string[]): ClusterEvent | undefined {
  let found: ClusterEvent | undefined;
  for (const event of events) {
    if (about.includes(event.about) && !(found && Date.parse(event.last) < Date.parse(found.last))) found = event;
  }
  return found;
}
