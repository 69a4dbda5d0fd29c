import type { AssembledObject } from '../../assembly/application-assembly';
import { earlyKinds, workloadKinds } from '../../kubernetes/kinds';

/** Kinds that others need come first, as in Helm and kustomize; unlisted kinds come last. */
const kinds: readonly string[] = [...earlyKinds.flat(), 'Service', ...workloadKinds.map(({ kind }) => kind)];
const ranks = new Map(kinds.map((kind, rank) => [kind, rank]));

/** The order of documents in one file: dependencies first, then by kind, then by file name. */
export function inApplyOrder(objects: readonly AssembledObject[]): AssembledObject[] {
  const sorted = [...objects].sort((a, b) => rank(a) - rank(b) || (a.file < b.file ? -1 : 1));
  const waiting = new Waiting(sorted);
  return sorted.map(() => sorted[waiting.takeNext()] as AssembledObject);
}

function rank({ manifest }: AssembledObject): number {
  return ranks.get(manifest.kind) ?? kinds.length;
}

/** The objects that have no place yet. Taking all of them costs little more than reading them once. */
class Waiting {
  private readonly isTaken: boolean[];
  /** For each object, how many of its dependencies are waiting. */
  private readonly missing: number[];
  /** The objects that depend on a path. */
  private readonly dependents = new Map<string, number[]>();
  /** For each path, how many of its objects are waiting. */
  private readonly open = new Map<string, number>();
  /** The objects without a waiting dependency, last first. */
  private readonly ready: number[] = [];
  private first = 0;

  constructor(private readonly objects: readonly AssembledObject[]) {
    for (const { path } of objects) this.open.set(path, (this.open.get(path) ?? 0) + 1);
    const needed = objects.map(({ after }) => [...new Set(after)].filter((path) => this.open.has(path)));
    this.isTaken = objects.map(() => false);
    this.missing = needed.map(({ length }) => length);
    for (const [index, paths] of needed.entries()) {
      for (const path of paths) {
        const others = this.dependents.get(path);
        if (others) others.push(index);
        else this.dependents.set(path, [index]);
      }
    }
    for (let index = objects.length - 1; index >= 0; index--) if (this.missing[index] === 0) this.ready.push(index);
  }

  /** The first object that is ready. If dependencies form a circle, none is: then the first of all that wait. */
  takeNext(): number {
    while (this.isTaken[this.first]) this.first++;
    const index = this.ready.pop() ?? this.first;
    this.isTaken[index] = true;
    this.close((this.objects[index] as AssembledObject).path);
    return index;
  }

  private close(path: string): void {
    const left = (this.open.get(path) ?? 0) - 1;
    this.open.set(path, left);
    if (left > 0) return;
    for (const index of this.dependents.get(path) ?? []) {
      this.missing[index] = (this.missing[index] ?? 0) - 1;
      if (this.missing[index] === 0 && !this.isTaken[index]) this.insert(index);
    }
  }

  private insert(index: number): void {
    let low = 0;
    let high = this.ready.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.ready[middle] as number) > index) low = middle + 1;
      else high = middle;
    }
    this.ready.splice(low, 0, index);
  }
}
