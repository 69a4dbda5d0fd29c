import type { AssembledObject } from '../../assembly/application-assembly';
import { earlyKinds, workloadKinds } from '../../kubernetes/kinds';

/** Kinds that others need come first, as in Helm and kustomize; unlisted kinds come last. */
const ranks: readonly string[] = [...earlyKinds.flat(), 'Service', ...workloadKinds.map(({ kind }) => kind)];

/** The order of documents in one file: dependencies first, then by kind, then by file name. */
export function inApplyOrder(objects: readonly AssembledObject[]): AssembledObject[] {
  const waiting = [...objects].sort((a, b) => rank(a) - rank(b) || (a.file < b.file ? -1 : 1));
  const done: AssembledObject[] = [];
  while (waiting.length > 0) {
    const open = new Set(waiting.map(({ path }) => path));
    const ready = waiting.findIndex(({ after }) => !after.some((path) => open.has(path)));
    // Objects whose dependencies form a circle are sorted by kind alone.
    done.push(...waiting.splice(Math.max(ready, 0), 1));
  }
  return done;
}

function rank({ manifest }: AssembledObject): number {
  const found = ranks.indexOf(manifest.kind);
  return found < 0 ? ranks.length : found;
}
