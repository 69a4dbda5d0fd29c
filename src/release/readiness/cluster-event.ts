import type { LiveObject } from '../../cluster/cluster';

/** A Kubernetes Event, as far as it is shown and assessed. */
export interface ClusterEvent {
  /** The uid of the object that the event is about. */
  readonly about: string;
  readonly reason: string;
  readonly message: string;
  readonly isWarning: boolean;
  /** How often the event occurred. */
  readonly count: number;
  /** When the event occurred first and last. */
  readonly since: string;
  readonly last: string;
  /**
   * Whether the event occurred while this deploy watched. Events of an earlier attempt prove nothing about this one.
   */
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

/** Reads both forms in which controllers count repeated events. */
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

/** The newest event about any of the objects. Of two events in the same second, the later one in the list. */
export function newestEvent(events: readonly ClusterEvent[] = [], about: readonly string[]): ClusterEvent | undefined {
  let found: ClusterEvent | undefined;
  for (const event of events) {
    if (about.includes(event.about) && !(found && Date.parse(event.last) < Date.parse(found.last))) found = event;
  }
  return found;
}
