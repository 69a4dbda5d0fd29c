import type { Location } from '../diagnostics';
import { type Hold, holdKey } from './hold';

/** A hold, and where it stands. */
export interface PlacedHold extends Hold {
  /** Whether it stands in the records of the cluster, in an environment file, or in both. */
  readonly places: readonly HoldPlace[];
  /** Its place in an environment file. */
  readonly location?: Location;
}

export type HoldPlace = 'cluster' | 'file';

/** A hold that the files of an environment set. */
export type DeclaredHold = Hold & Pick<PlacedHold, 'location'>;

/** Joins the holds of the cluster's records with those of the files. A hold in both is listed once, with the reason from the cluster. */
export function placedHolds(inCluster: readonly Hold[], inFiles: readonly DeclaredHold[]): PlacedHold[] {
  const found = new Map<string, PlacedHold>();
  for (const hold of inFiles) found.set(holdKey(hold), { ...hold, places: ['file'] });
  for (const hold of inCluster) {
    const { location } = found.get(holdKey(hold)) ?? {};
    const isInFile = found.has(holdKey(hold));
    const places: readonly HoldPlace[] = isInFile ? ['cluster', 'file'] : ['cluster'];
    found.set(holdKey(hold), { ...hold, places, ...(location && { location }) });
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, hold]) => hold);
}

/** Where a hold stands, in words: `environments/prod.yaml and the cluster`. */
export function placeText({ places, location }: PlacedHold): string {
  const file = location?.file ?? 'the environment files';
  return places.map((place) => (place === 'file' ? file : 'the cluster')).join(' and ');
}
