import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ServiceFlow, StoreFlow } from '../applications/flows';
import type { PlusClasses } from './classes';
import { deployedHere } from './deployed-here';

const viewId = 'plus-service';

/** The part of a flow's Service that the view contains. */
interface ServiceManifest {
  readonly spec: { readonly ports: { readonly name?: string; readonly port: number; readonly nodePort?: number }[] };
}

/** A Service of cdk8s-plus as a view of a flow's Service. It is not written. Each call returns the same one. */
export function serviceView<Service extends Construct>(
  { Service }: Pick<PlusClasses<Service, unknown, unknown, unknown>, 'Service'>,
  flow: ServiceFlow | StoreFlow,
): Service {
  const { name, metadata, ports } = written(flow);
  const known = flow.node.tryFindChild(viewId);
  if (known) return known as Service;
  const { namespace } = metadata;
  const view = new Service(flow, viewId, { metadata: { name, ...(namespace && { namespace }) }, ports });
  // The object of the view is removed from the tree, so that it is not written in addition to the flow's own Service.
  for (const child of view.node.children) {
    if (ApiObject.isApiObject(child)) view.node.tryRemoveChild(child.node.id);
  }
  return view;
}

/** The flow's Service as it is written, with overrides. */
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
