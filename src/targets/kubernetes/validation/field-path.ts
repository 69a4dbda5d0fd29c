import type { ValuePath } from '../../../diagnostics';

/** The path of a value, built from the value upwards when it is needed, which is rare. */
export interface FieldPath {
  readonly step: string | number;
  readonly within: FieldPath | undefined;
}

export function pathOfField(place: FieldPath | undefined): ValuePath {
  const path: (string | number)[] = [];
  for (let at = place; at; at = at.within) path.unshift(at.step);
  return path;
}
