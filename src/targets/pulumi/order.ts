import type { ApplicationAssembly, AssembledObject } from '../../assembly/application-assembly';
import { walk } from '../../data/graph';
import { groupBy } from '../../data/group-by';
import { kindOf } from '../../equivalence/kinds';
import { podNeeds } from '../../kubernetes/kinds';
import type { Manifest } from '../kubernetes/manifest';
import { podTemplateOf } from '../kubernetes/pod-template-of';
import { namesIn } from './names-in-pod';

/**
 * The objects that must be ready before each object, by path: dependencies of constructs, objects that pods name, and
 * flows that a flow refers to. Flows that refer to each other in a circle start in the order of their ids, and
 * constructs take precedence over references.
 */
export function dependenciesOf({
  model,
  objects,
}: Pick<ApplicationAssembly, 'model' | 'objects'>): ReadonlyMap<string, readonly string[]> {
  const byFlow = groupBy(objects, ({ flow }) => flow);
  const needs = flowOrder({ model, objects });
  const definitions = groupBy(
    objects.filter(({ manifest }) => manifest.kind === 'CustomResourceDefinition'),
    ({ manifest }) => definedKind(manifest),
  );
  const named = groupBy(
    objects.filter(isNeededByPods),
    ({ manifest: { kind, metadata } }) => `${kind} ${metadata.name}`,
  );
  return new Map(
    objects.map((object): [string, string[]] => {
      const { flow, manifest } = object;
      const pods = podTemplateOf(manifest).spec;
      const needed = [
        ...(definitions.get(kindOf(manifest)) ?? []),
        ...(pods && flow ? (byFlow.get(flow) ?? []).filter(isNeededByPods) : []),
        ...(pods ? [...namesIn(pods)] : []).flatMap((name) => named.get(name) ?? []),
        ...(pods && flow ? [...(needs.get(flow) ?? [])] : []).flatMap((other) => byFlow.get(other) ?? []),
      ];
      const paths = new Set([...object.after, ...needed.map(({ path }) => path)]);
      paths.delete(object.path);
      return [object.path, [...paths].sort()];
    }),
  );
}

/** The objects in an order in which each comes after its dependencies, as far as there is one. */
export function inDependencyOrder(
  objects: readonly AssembledObject[],
  dependencies: ReadonlyMap<string, readonly string[]>,
): AssembledObject[] {
  const byPath = new Map(objects.map((object) => [object.path, object]));
  const paths = [...byPath.keys()].sort();
  const graph = new Map(paths.map((path) => [path, dependencies.get(path) ?? []]));
  return walk(graph).order.flatMap((path) => byPath.get(path) ?? []);
}

/** The flows that each flow waits for: those that its objects must follow, and those that it refers to, unless that
 * would make a cycle. */
function flowOrder({
  model: { flows },
  objects,
}: Pick<ApplicationAssembly, 'model' | 'objects'>): ReadonlyMap<string, ReadonlySet<string>> {
  const flowOf = new Map(objects.map(({ path, flow }) => [path, flow]));
  const needs = new Map(flows.map(({ id }) => [id, new Set<string>()]));
  for (const { flow, after } of objects) {
    for (const path of after) {
      const other = flowOf.get(path);
      if (flow && other && other !== flow) needs.get(flow)?.add(other);
    }
  }
  const references = flows.flatMap(({ id, edges }) =>
    edges.flatMap(({ flow }) => (flow !== id && needs.has(flow) ? [{ id, flow }] : [])),
  );
  const all = new Map([...needs].map(([id, flows]) => [id, new Set(flows)]));
  for (const { id, flow } of references) all.get(id)?.add(flow);
  if (walk(all).cycles.length === 0) return all;
  for (const { id, flow } of references) {
    if (!walk(needs, [flow]).order.includes(id)) needs.get(id)?.add(flow);
  }
  return needs;
}

/** Whether pods can need an object. A disk is not among these, because it may wait for its first pod. */
function isNeededByPods({ manifest }: AssembledObject): boolean {
  return podNeeds.includes(manifest.kind);
}

/** The kind that a CustomResourceDefinition defines, as `kindOf` writes it. */
function definedKind({ spec }: Manifest): string {
  const { group, names } = (spec ?? {}) as { group?: string; names?: { kind?: string } };
  return `${group}/${names?.kind}`;
}
