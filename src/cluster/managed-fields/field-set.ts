import type { FieldsV1 } from '../cluster';

/**
 * Sets of fields, as servers keep them of each manager: a tree of steps, `f:name` for a field, `k:{…}` for the entry
 * of a list with these keys, `v:…` for one of a set; `.` says that the place itself is in the set.
 *
 * @see https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/fieldpath/serialize.go
 */
export function union(...sets: readonly FieldsV1[]): FieldsV1 {
  const steps = new Set(sets.flatMap((set) => Object.keys(set)));
  return Object.fromEntries(
    [...steps].map((step) => [step, union(...sets.flatMap((set) => (set[step] ? [set[step]] : [])))]),
  );
}

/** One way from the root to a field that is in the set. */
export type FieldPath = readonly string[];

/** Every place that is in the set. */
export function members(set: FieldsV1, path: FieldPath = []): FieldPath[] {
  return Object.entries(set).flatMap(([step, inner]) => {
    if (step === '.') return [path];
    const place = [...path, step];
    return Object.keys(inner).length === 0 ? [place] : members(inner, place);
  });
}

/** Whether anything at a place, or below it, is in the set. */
export function ownsPath(set: FieldsV1 | undefined, path: FieldPath): boolean {
  let inner: FieldsV1 | undefined = set;
  for (const step of path) {
    if (inner === undefined) return false;
    if (Object.keys(inner).length === 0) return true;
    inner = inner[step];
  }
  return inner !== undefined;
}
