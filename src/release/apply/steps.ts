import { depthsIn } from '../../data/graph';
import { groupBy } from '../../data/group-by';
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
  const steps = groupBy(objects, (object) =>
    [levels.get(object) ?? 0, phaseOf(object)].map((number) => String(number).padStart(6, '0')).join('/'),
  );
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
  const byFlow = groupBy(objects, ({ flow }) => flow);
  const graph = new Map(
    objects.map((object) => [
      object,
      [
        ...object.after.flatMap((path) => byPath.get(path) ?? []),
        ...object.needs.flatMap((flow) => byFlow.get(flow) ?? []),
      ],
    ]),
  );
  return depthsIn(graph, (object, earlier) => {
    const isNeeded = earlier.flow !== undefined && object.needs.includes(earlier.flow);
    return isNeeded || earlier.runsOnce || phaseOf(earlier) >= phaseOf(object) ? 1 : 0;
  });
}

function awaited(step: readonly DesiredObject[], all: readonly DesiredObject[]): string[] {
  const jobs = new Set(all.filter(({ runsOnce }) => runsOnce).map(({ path }) => path));
  const flows = new Set(step.flatMap(({ needs }) => needs));
  const needed = all.filter((one) => one.flow !== undefined && flows.has(one.flow) && phaseOf(one) === workloadPhase);
  const before = step.flatMap(({ after }) => after.filter((path) => jobs.has(path)));
  return [...new Set([...before, ...needed.map(({ path }) => path)])].sort();
}
