import { translateFailures } from '../../cluster/failures';
import { groupBy } from '../../data/group-by';
import { type Issue, TowpathError } from '../../diagnostics';
import { type PlacedHold, placedHolds } from '../../holds/placed-hold';
import { readHolds, type StoredHold } from '../../release/store/hold-record';
import type { Clusters, ClusterToAsk } from '../deployments/clusters';
import type { KeptRelease } from '../deployments/kept-releases';

/** A hold of one environment. */
export interface EnvironmentHold extends PlacedHold {
  readonly environment: string;
}

export interface StoredHolds {
  readonly holds: readonly StoredHold[];
  readonly issues: readonly Issue[];
}

/** The stored holds of the instances that run in a cluster. */
export async function storedHolds({ cluster }: ClusterToAsk, newest: readonly KeptRelease[]): Promise<StoredHolds> {
  const instances = groupBy(newest, ({ instanceRef }) => instanceRef.namespace);
  const found = await Promise.all(
    [...instances].map(async ([namespace, own]) => {
      try {
        const { holds, issues } = await translateFailures(readHolds(cluster, { namespace }));
        const isOwn = ({ instance }: StoredHold) => own.some(({ instanceRef }) => instanceRef.instance === instance);
        return { holds: holds.filter(isOwn), issues };
      } catch (error) {
        if (!TowpathError.is(error)) throw error;
        return { holds: [], issues: error.issues };
      }
    }),
  );
  return { holds: found.flatMap(({ holds }) => holds), issues: found.flatMap(({ issues }) => issues) };
}

/** The holds of all environments, each with the places where it stands. */
export function environmentHolds({ held, only }: Clusters, stored: readonly StoredHold[]): EnvironmentHold[] {
  const inFiles = groupBy(held, ({ environment }) => environment);
  const inClusters = groupBy(stored, ({ environment }) => environment);
  const names = [...new Set([...inFiles.keys(), ...inClusters.keys()])].filter((name) => only?.includes(name) ?? true);
  return names.flatMap((environment) =>
    placedHolds(inClusters.get(environment) ?? [], inFiles.get(environment) ?? []).map((hold) => ({
      ...hold,
      environment,
    })),
  );
}
