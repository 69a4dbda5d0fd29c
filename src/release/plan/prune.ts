import type { LiveObject } from '../../cluster/cluster';
import { entriesOf, isOurs } from '../../cluster/managed-fields/managers';
import { keyOf, refOf } from '../../cluster/object-ref';
import { hasController } from '../../cluster/owners';
import { partOfSet } from '../../kubernetes/apply-set';
import type { DesiredObject } from '../desired';
import { isEndedJob } from './jobs';
import type { LiveState } from './live-state';

/** An object of the application that is no longer declared. */
export interface Pruned {
  readonly live: LiveObject;
  /** Why the object is kept. */
  readonly keeps?: string;
}

export function isDeleted({ keeps }: Pruned): boolean {
  return keeps === undefined;
}

export interface PruneOptions {
  /** @default true */
  readonly prune?: boolean | undefined;
  /** Delete claims and namespaces too, with the data in them. */
  readonly pruneData?: boolean | undefined;
}

/** Kinds whose deletion destroys data. */
const holdData = ['PersistentVolumeClaim', 'Namespace', 'PersistentVolume', 'CustomResourceDefinition'];

/**
 * The objects that a deploy deletes: those of its set that are no longer declared, in its own namespace and in others
 * that it has deployed to. Objects that a controller made are never deleted, objects that hold data only on request,
 * and objects of flows that are not deployed stay.
 *
 * @param flows ids of the flows that are deployed; all if undefined
 */
export function prunedObjects(
  state: LiveState,
  {
    set,
    namespace,
    wanted,
    flows,
    restores,
    isEmptied,
  }: {
    readonly set: string;
    readonly namespace: string;
    readonly wanted: ReadonlySet<string>;
    readonly flows: ReadonlySet<string> | undefined;
    /** Whether an earlier release is restored. Releases contain no Secrets, so a rollback does not delete them. */
    readonly restores: boolean;
    /** Whether it is meant that nothing is declared. Otherwise a render without objects is taken for a mistake. */
    readonly isEmptied: boolean;
  },
  { prune = true, pruneData = false }: PruneOptions,
): Pruned[] {
  if (wanted.size === 0 && !isEmptied) return [];
  const flowOf = flowsOf(state.released);
  return [...state.objects]
    .filter(([key, live]) => !wanted.has(key) && isMember(live, set, namespace))
    .filter(([key]) => flows === undefined || flows.has(flowOf.get(key) ?? ''))
    .filter(([, live]) => !(restores && live.kind === 'Secret'))
    .map(([, live]): Pruned => {
      if (restores && isEndedJob(live)) return { live, keeps: 'a rollback keeps Jobs that ran' };
      if (!prune) return { live, keeps: 'pruning is off; --prune deletes it' };
      if (holdData.includes(live.kind) && !pruneData) return { live, keeps: 'it holds data; --prune-data deletes it' };
      return { live };
    })
    .sort((a, b) => (keyOf(refOf(a.live)) < keyOf(refOf(b.live)) ? -1 : 1));
}

function isMember(live: LiveObject, set: string, namespace: string): boolean {
  const { labels, namespace: place, deletionTimestamp } = live.metadata;
  if (labels?.[partOfSet] !== set || hasController(live) || deletionTimestamp !== undefined) return false;
  // In other namespaces somebody may have copied an object with its labels.
  return place === namespace || (place !== undefined && entriesOf(live).some(isOurs));
}

/** The flow of each object in the newest release. */
function flowsOf(released: readonly DesiredObject[]): Map<string, string> {
  return new Map(
    released.flatMap(({ flow, manifest }) => (flow === undefined ? [] : [[keyOf(refOf(manifest)), flow]])),
  );
}
