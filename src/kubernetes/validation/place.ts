import type { ValuePath } from '../../diagnostics';

/** Where a value stands, told from the value up: nearly always nobody asks. */
export interface Place {
  readonly step: string | number;
  readonly within: Place | undefined;
}

export function pathTo(place: Place | undefined): ValuePath {
  const path: (string | number)[] = [];
  for (let at = place; at; at = at.within) path.unshift(at.step);
  return path;
}
