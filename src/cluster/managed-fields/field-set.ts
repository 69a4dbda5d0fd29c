import type { FieldsV1 } from '../cluster';

/*
 * A field set (`FieldsV1`) holds the fields of one manager in the form that servers store: a tree whose keys are `f:name`
 * for a field, `k:{…}` for the entry of a list with these keys, and `v:…` for a value of a set. The key `.` says that the
 * path itself belongs to the manager.
 * See https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/fieldpath/serialize.go
 */

/** The fields that belong to at least one of the sets. */
export function union(...sets: readonly FieldsV1[]): FieldsV1 {
  const steps = new Set(sets.flatMap((set) => Object.keys(set)));
  return Object.fromEntries(
    [...steps].map((step) => [step, union(...sets.flatMap((set) => (set[step] ? [set[step]] : [])))]),
  );
}

/** The steps from the root to one field of the set. */
export type FieldPath = readonly string[];

/** Whether the set contains a path, or a path below or above it. An empty set contains none. */
export function ownsPath(set: FieldsV1 | undefined, path: FieldPath): boolean {
  let inner: FieldsV1 | undefined = set;
  for (const [depth, step] of path.entries()) {
    if (inner === undefined) return false;
    if (Object.keys(inner).length === 0) return depth > 0;
    inner = inner[step];
  }
  return inner !== undefined;
}

/** The set with exactly these paths. */
export function setOf(paths: readonly FieldPath[]): FieldsV1 {
  return union(...paths.map((path) => path.reduceRight<FieldsV1>((inner, step) => ({ [step]: inner }), {})));
}

/** The fields of a set without these paths and everything below them. */
export function withoutPaths(set: FieldsV1, paths: readonly FieldPath[]): FieldsV1 {
  return Object.fromEntries(
    Object.entries(set).flatMap(([step, inner]) => {
      const below = paths.filter(([first]) => first === step).map(([, ...rest]) => rest);
      if (below.length === 0) return [[step, inner]];
      if (below.some((rest) => rest.length === 0)) return [];
      const left = withoutPaths(inner, below);
      return Object.keys(left).length === 0 && Object.keys(inner).length > 0 ? [] : [[step, left]];
    }),
  );
}

/** A path as servers write it in a conflict: `spec.containers[name="main"].image`. */
export function pathText(path: FieldPath): string {
  const parts = path.map((step) => {
    if (step.startsWith('f:')) return `.${step.slice(2)}`;
    if (!step.startsWith('k:')) return `[=${step.slice(2)}]`;
    const keys = Object.entries(JSON.parse(step.slice(2)) as object);
    return `[${keys.map(([key, value]) => `${key}=${JSON.stringify(value)}`).join(',')}]`;
  });
  return parts.join('').replace(/^\./, '');
}
