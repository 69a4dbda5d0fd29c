import type { ApiObject } from 'cdk8s';
import type { DeclaredApplication, DeclaredFlow } from '../../../applications/declared';
import { isEqual } from '../../../data/equal';
import type { Issue } from '../../../diagnostics';
import { edgesOf } from '../../../model/edges';
import { isReachable, isWorkload } from '../../../model/flow-spec';
import { portOf } from '../../../model/listening';
import { type Reference, referencesIn } from '../../../model/reference';
import { builtFrom } from '../built-objects';
import { lostNames } from './lost-names';
import { lostPods } from './lost-pods';
import { lostPorts } from './lost-ports';
import { objectsByFlow, type WrittenEdge, type WrittenObject } from './written-object';

/** An object after overrides and patches. */
export interface RenderedObject extends Pick<WrittenObject, 'flow' | 'manifest'> {
  readonly object: ApiObject;
}

/**
 * Reports references that an override or a patch broke. Objects refer to each other by names, namespaces, labels and
 * ports, and an override of such a field changes only one of the two sides.
 */
export function lostReferences(application: DeclaredApplication, rendered: readonly RenderedObject[]): Issue[] {
  const objects = rendered.map(({ object, flow, manifest }): WrittenObject => {
    return { path: object.node.path, flow, manifest, ...builtFrom(object) };
  });
  // Nothing is lost as long as every object is as it was built.
  if (objects.every((object) => isAsBuilt(object, application.namespace))) return [];
  const byFlow = objectsByFlow(objects);
  const written = { objects, byFlow, namespace: application.namespace ?? '', edges: edgesIn(application) };
  const issues = [...lostNames(written), ...lostPods(written), ...lostPorts(written)];
  // A field that many objects refer to is one problem.
  return [...new Map(issues.toReversed().map((issue) => [issue.path, issue])).values()].toReversed();
}

/** Whether no override, patch or construct has changed an object. Rendering adds the namespace of the application. */
function isAsBuilt({ planned, manifest }: WrittenObject, namespace: string | undefined): boolean {
  if (!planned) return true;
  const { namespace: own = namespace, ...metadata } = planned.metadata;
  const { namespace: place = namespace, ...written } = manifest.metadata;
  return (
    own === place &&
    isEqual(metadata, written) &&
    isEqual({ ...planned, metadata: undefined }, { ...manifest, metadata: undefined })
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
    ...[...application.configs].flatMap(({ node, model }) =>
      referencesIn(model.data).map((one) => edge(node.path, one)),
    ),
  ];
}

function portNumber(flow: DeclaredFlow | undefined, attribute: Reference['attribute']): number | undefined {
  if (attribute === 'host' || !flow?.isValid || !isReachable(flow.spec)) return undefined;
  return portOf(flow.spec, attribute);
}
