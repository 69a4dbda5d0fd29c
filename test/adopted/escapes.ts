import { ApiObject, App, Chart } from 'cdk8s';
import { Flow } from 'towpath';
import { findEnvironment } from '../../src/assembly/assemble-workspace';
import { render } from '../../src/assembly/render';
import { readEnvironments } from '../../src/environments/folder';
import { type Leaf, leaves } from '../../src/equivalence';
import { flowContext } from '../../src/targets/kubernetes/build-flow';
import { type FlowObjects, flowObjects } from '../../src/targets/kubernetes/flow-objects';
import type { ApplicationClass } from '../../src/workspace/workspace';

/**
 * The leaf fields that the code of an application adds or removes past the model: by constructs beside the flows, by
 * overrides and by patches.
 */
export function escapes(construct: ApplicationClass, id: string, environment: string, root: string): string[] {
  const application = new construct(new App(), id, {
    environment: findEnvironment(readEnvironments(root), environment),
  });
  const { namespace, labels } = application;
  const plain = new Chart(new App(), id, { ...(namespace && { namespace }), labels });
  const objects = application.node.findAll().filter(ApiObject.isApiObject) as ApiObject[];
  return objects.flatMap((object): string[] => {
    const [scope] = [object.node.scope];
    if (Flow.is(scope)) {
      const made = (flowObjects(flowContext(application, scope.spec), scope.spec) as FlowObjects)[
        object.node.id as 'deployment'
      ];
      const modelled = made && new ApiObject(plain, `${scope.node.id}-${object.node.id}`, made);
      const [written, said] = [leaves(render(object)), modelled ? leaves(render(modelled)) : []];
      const changed = [...beyond(written, said), ...beyond(said, written)];
      return [...new Map(changed.map((leaf) => [JSON.stringify((JSON.parse(leaf) as Leaf).path), leaf])).values()];
    }
    if (scope !== application) return []; // a ConfigMap or shared volume of the application
    const given = new ApiObject(plain, object.node.id, {
      apiVersion: 'none',
      kind: 'None',
      metadata: { name: 'none' },
    });
    return beyond(leaves(render(object)), leaves(render(given)));
  });
}

function beyond(all: readonly Leaf[], modelled: readonly Leaf[]): string[] {
  const known = new Set(modelled.map((leaf) => JSON.stringify(leaf)));
  return all.map((leaf) => JSON.stringify(leaf)).filter((leaf) => !known.has(leaf));
}
