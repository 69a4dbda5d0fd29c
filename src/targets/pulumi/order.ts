import type { ApplicationAssembly, AssembledObject } from '../../assembly/application-assembly';
import { walk } from '../../data/graph';
import { groupOf } from '../../kubernetes/api-version';
import { podNeeds } from '../../kubernetes/kinds';
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
  const byFlow = new Map(model.flows.map(({ id }) => [id, objects.filter(({ flow }) => flow === id)]));
  const needs = flowOrder({ model, objects });
  const definitions = objects.filter(({ manifest }) => manifest.kind === 'CustomResourceDefinition');
  return new Map(
    objects.map((object): [string, string[]] => {
      const needed = [
        ...definitions.filter((definition) => defines(definition, object)),
        ...(runsPods(object) ? neededByPods(object, objects) : []),
        ...(runsPods(object) && object.flow ? [...(needs.get(object.flow) ?? [])] : []).flatMap(
          (flow) => byFlow.get(flow) ?? [],
        ),
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

function runsPods({ manifest }: AssembledObject): boolean {
  return podTemplateOf(manifest).spec !== undefined;
}

/** The objects that pods need. A disk is not among them, because it may wait for its first pod. */
function neededByPods({ flow, manifest }: AssembledObject, objects: readonly AssembledObject[]): AssembledObject[] {
  const names = namesIn(podTemplateOf(manifest).spec);
  return objects.filter(
    ({ flow: owner, manifest: { kind, metadata } }) =>
      podNeeds.includes(kind) && ((flow !== undefined && owner === flow) || names.has(`${kind} ${metadata.name}`)),
  );
}

function defines({ manifest }: AssembledObject, object: AssembledObject): boolean {
  const { group, names } = (manifest.spec ?? {}) as { group?: string; names?: { kind?: string } };
  const { apiVersion, kind } = object.manifest;
  return group === groupOf(apiVersion) && names?.kind === kind;
}
