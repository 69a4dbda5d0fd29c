import { createdKinds, earlyKinds, workloadKinds } from '../../kubernetes/kinds';
import type { DesiredObject } from '../desired';

const workloads = [...workloadKinds, ...createdKinds].map(({ kind }) => kind);
const [otherPhase, workloadPhase, exposurePhase] = [0, 1, 2].map((more) => earlyKinds.length + more);

/** Kinds that route to pods or count them are applied after the pods. */
const exposure = ['Service', 'Ingress', 'Route', 'HTTPRoute', 'HorizontalPodAutoscaler', 'PodDisruptionBudget'];

/** Objects that are applied together, after all earlier steps. */
export interface Step<T extends DesiredObject = DesiredObject> {
  readonly objects: readonly T[];
  /** Paths of jobs that must be complete, and of workloads that must be ready, before the step. */
  readonly awaits: readonly string[];
}

/**
 * Sorts objects into steps: namespaces, definitions, configuration, storage, workloads, and what routes to them. A flow
 * comes after the jobs that run before it, and such a job comes after the flows that it refers to.
 */
export function stepsOf<T extends DesiredObject>(objects: readonly T[]): Step<T>[] {
  const levels = levelsOf(objects);
  const steps = new Map<string, T[]>();
  for (const object of objects) {
    const key = [levels.get(object) ?? 0, phaseOf(object)].map((number) => String(number).padStart(6, '0')).join('/');
    steps.set(key, [...(steps.get(key) ?? []), object]);
  }
  const sorted = [...steps].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, together]) => ({ objects: together, awaits: awaited(together, objects) }));
}

function phaseOf({ manifest: { kind } }: DesiredObject): number {
  const early = earlyKinds.findIndex((kinds) => kinds.includes(kind));
  if (early >= 0) return early;
  if (workloads.includes(kind)) return workloadPhase as number;
  return (exposure.includes(kind) ? exposurePhase : otherPhase) as number;
}

/** Depth of each object's dependencies within its phase. */
function levelsOf<T extends DesiredObject>(objects: readonly T[]): Map<T, number> {
  const byPath = new Map(objects.map((object) => [object.path, object]));
  const byFlow = new Map<string | undefined, T[]>();
  for (const object of objects) byFlow.set(object.flow, [...(byFlow.get(object.flow) ?? []), object]);
  const levels = new Map<T, number>();
  const levelOf = (object: T, way: ReadonlySet<T>): number => {
    const known = levels.get(object);
    if (known !== undefined) return known;
    if (way.has(object)) return 0; // Objects in a circle all get the depth that was reached, because none of them is first.
    const further = new Set([...way, object]);
    const before = object.after.flatMap((path) => byPath.get(path) ?? []);
    const needed = object.needs.flatMap((flow) => byFlow.get(flow) ?? []);
    const level = Math.max(
      0,
      ...before.map((one) => levelOf(one, further) + (phaseOf(one) < phaseOf(object) && !one.runsOnce ? 0 : 1)),
      ...needed.map((one) => levelOf(one, further) + 1),
    );
    levels.set(object, level);
    return level;
  };
  for (const object of objects) levelOf(object, new Set());
  return levels;
}

function awaited(step: readonly DesiredObject[], all: readonly DesiredObject[]): string[] {
  const jobs = new Set(all.filter(({ runsOnce }) => runsOnce).map(({ path }) => path));
  const flows = new Set(step.flatMap(({ needs }) => needs));
  const needed = all.filter((one) => one.flow !== undefined && flows.has(one.flow) && phaseOf(one) === workloadPhase);
  const before = step.flatMap(({ after }) => after.filter((path) => jobs.has(path)));
  return [...new Set([...before, ...needed.map(({ path }) => path)])].sort();
}
