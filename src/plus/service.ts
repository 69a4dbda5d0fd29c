import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ServiceFlow, StoreFlow } from '../applications/flows';
import type { PlusClasses } from './classes';
import { deployedHere } from './deployed-here';

const viewId = 'plus-service';

/** As much of a flow's Service as the view shows. */
interface ServiceManifest {
  readonly spec: { readonly ports: { readonly name?: string; readonly port: number; readonly nodePort?: number }[] };
}

/** A Service of cdk8s-plus that shows a flow's, and is itself not written. The same one each time. */
export function serviceView<Service extends Construct>(
  { Service }: Pick<PlusClasses<Service, unknown, unknown, unknown>, 'Service'>,
  flow: ServiceFlow | StoreFlow,
): Service {
  const { name, metadata, ports } = written(flow);
  const known = flow.node.tryFindChild(viewId);
  if (known) return known as Service;
  const { namespace } = metadata;
  const view = new Service(flow, viewId, { metadata: { name, ...(namespace && { namespace }) }, ports });
  // The view keeps its object to read from; out of the tree it is not written beside the flow's own.
  for (const child of view.node.children) {
    if (ApiObject.isApiObject(child)) view.node.tryRemoveChild(child.node.id);
  }
  return view;
}

/** The Service as it stands in the tree, overrides included. */
function written(flow: ServiceFlow | StoreFlow) {
  const object = deployedHere(flow, 'Service').object('service') as ApiObject;
  const { spec } = object.toJson() as ServiceManifest;
  const ports = spec.ports.map(({ name, port, nodePort }) => ({
    port,
    ...(name && { name }),
    ...(nodePort && { nodePort }),
  }));
  return { name: object.name, metadata: object.metadata, ports };
}
