import type { ValuePath } from '../../../diagnostics';

/** Where a value stands, told from the value up: nearly always nobody asks. */
export interface FieldPath {
  readonly step: string | number;
  readonly within: FieldPath | undefined;
}

export function pathOfField(place: FieldPath | undefined): ValuePath {
  const path: (string | number)[] = [];
  for (let at = place; at; at = at.within) path.unshift(at.step);
  return path;
}
