import type { ApiObject } from 'cdk8s';
import type { DeclaredApplication, DeclaredFlow } from '../../../applications/declared';
import type { Issue } from '../../../diagnostics';
import { edgesOf } from '../../../model/edges';
import { isReachable, isWorkload } from '../../../model/flow-spec';
import { portOf } from '../../../model/listening';
import { type Reference, referencesIn } from '../../../model/reference';
import { builtFrom, isOverridden, isPatched } from '../built-objects';
import { lostNames } from './lost-names';
import { lostPods } from './lost-pods';
import { lostPorts } from './lost-ports';
import { objectsByFlow, type WrittenEdge, type WrittenObject } from './written-object';

/** An object as it is after overrides and patches. */
export interface RenderedObject {
  readonly object: ApiObject;
  readonly written: Pick<WrittenObject, 'path' | 'flow' | 'manifest'>;
}

/**
 * Reports references that an override or a patch broke. Objects refer to each other by names, namespaces, labels and
 * ports, and an override of such a field changes only one of the two sides.
 */
export function lostReferences(application: DeclaredApplication, rendered: readonly RenderedObject[]): Issue[] {
  // Nothing is lost as long as every object is as it was built.
  if (rendered.every((object) => isAsBuilt(object, application.namespace))) return [];
  const objects = rendered.map(({ object, written: { path, flow, manifest } }): WrittenObject => {
    return { path, flow, manifest, ...builtFrom(object) };
  });
  const byFlow = objectsByFlow(objects);
  const all = { objects, byFlow, namespace: application.namespace ?? '', edges: edgesIn(application) };
  const issues = [...lostNames(all), ...lostPods(all), ...lostPorts(all)];
  // If many objects refer to one changed field, the change is one problem and is reported once.
  return [...new Map(issues.toReversed().map((issue) => [issue.path, issue])).values()].toReversed();
}

/**
 * Whether an object still has the fields that references to it use, such as its name: no override, patch or construct
 * has changed them. Constructs can change only the metadata of an object.
 */
function isAsBuilt({ object, written }: RenderedObject, namespace: string | undefined): boolean {
  const planned = builtFrom(object)?.planned.metadata;
  if (!planned) return true;
  const { metadata } = written.manifest;
  return (
    !isOverridden(object) &&
    !isPatched(object) &&
    planned.name === metadata.name &&
    (planned.namespace ?? namespace) === (metadata.namespace ?? namespace)
  );
}

function edgesIn(application: DeclaredApplication): WrittenEdge[] {
  const flows = new Map(application.flows.map((flow) => [flow.node.id, flow]));
  const edge = (path: string, { flow: to, attribute }: Pick<Reference, 'flow' | 'attribute'>, flow?: string) => {
    return { path, flow, to, port: portNumber(flows.get(to), attribute) };
  };
  const deployed = application.flows.filter((flow) => flow.isValid && isWorkload(flow.spec));
  return [
    ...deployed.flatMap(({ node, spec }) => edgesOf(spec).map((one) => edge(node.path, one, node.id))),
    ...[...application.configs.values()]
      .flat()
      .flatMap(({ node, model }) => referencesIn(model.data).map((one) => edge(node.path, one))),
  ];
}

function portNumber(flow: DeclaredFlow | undefined, attribute: Reference['attribute']): number | undefined {
  if (attribute === 'host' || !flow?.isValid || !isReachable(flow.spec)) return undefined;
  return portOf(flow.spec, attribute);
}
