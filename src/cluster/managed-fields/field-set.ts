import type { FieldsV1 } from '../cluster';

/**
 * The fields of one manager in the form that servers store: a tree whose keys are `f:name` for a field, `k:{…}` for the
 * entry of a list with these keys, and `v:…` for a value of a set. The key `.` says that the path itself belongs to the
 * manager.
 *
 * @see https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/fieldpath/serialize.go
 */
export function union(...sets: readonly FieldsV1[]): FieldsV1 {
  const steps = new Set(sets.flatMap((set) => Object.keys(set)));
  return Object.fromEntries(
    [...steps].map((step) => [step, union(...sets.flatMap((set) => (set[step] ? [set[step]] : [])))]),
  );
}

/** The steps from the root to one field of the set. */
export type FieldPath = readonly string[];

/** All paths in the set. */
export function members(set: FieldsV1, path: FieldPath = []): FieldPath[] {
  return Object.entries(set).flatMap(([step, inner]) => {
    if (step === '.') return [path];
    const place = [...path, step];
    return Object.keys(inner).length === 0 ? [place] : members(inner, place);
  });
}

/** Whether the set contains a path, or a path below it. */
export function ownsPath(set: FieldsV1 | undefined, path: FieldPath): boolean {
  let inner: FieldsV1 | undefined = set;
  for (const step of path) {
    if (inner === undefined) return false;
    if (Object.keys(inner).length === 0) return true;
    inner = inner[step];
  }
  return inner !== undefined;
}
