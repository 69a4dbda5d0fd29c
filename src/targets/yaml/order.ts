import type { AssembledObject } from '../../assembly/application-assembly';
import { keyOrder } from '../../data/graph';
import { earlyKinds, workloadKinds } from '../../kubernetes/kinds';

/** Kinds that others need come first, as in Helm and kustomize; unlisted kinds come last. */
const kinds: readonly string[] = [...earlyKinds.flat(), 'Service', ...workloadKinds.map(({ kind }) => kind)];
const ranks = new Map(kinds.map((kind, rank) => [kind, rank]));

/** The order of documents in one file: dependencies first, then by kind, then by file name. */
export function inApplyOrder(objects: readonly AssembledObject[]): AssembledObject[] {
  const byKind = [...objects].sort((a, b) => rank(a) - rank(b) || (a.file < b.file ? -1 : 1));
  const byPath = new Map(byKind.map((object) => [object.path, object]));
  return keyOrder(new Map(byKind.map(({ path, after }) => [path, after]))).flatMap((path) => byPath.get(path) ?? []);
}

function rank({ manifest }: AssembledObject): number {
  return ranks.get(manifest.kind) ?? kinds.length;
}
