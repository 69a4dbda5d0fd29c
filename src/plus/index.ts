import type { Construct } from 'constructs';
import type { Flow } from '../applications/flow';
import type { ServiceFlow, StoreFlow } from '../applications/flows';
import type { PlusClasses } from './classes';
import { containerView } from './container';
import { serviceView } from './service';
import { serviceAccountView } from './service-account';

/** Converts flows to objects of cdk8s-plus, for parameters that require one of its classes. */
export interface PlusAdapters<Service, ServiceAccount, Backend, Container> {
  /**
   * The backend of an Ingress: `ingress.addRule('/', plus(kplus).ingressBackend(api))`.
   *
   * @param options the port, required if overrides give the flow's Service several ports
   * @throws TowpathError `not-deployed-here` if the flow is external
   */
  ingressBackend(flow: ServiceFlow | StoreFlow, options?: { readonly port?: number }): Backend;
  /**
   * The flow's Service, to read it or to expose it: `plus(kplus).service(api).exposeViaIngress('/')`. It is a view: it
   * is not written, and neither are changes to it. To change the Service, use `overrides`.
   *
   * @throws TowpathError `not-deployed-here` if the flow is external
   */
  service(flow: ServiceFlow | StoreFlow): Service;
  /**
   * The service account of the flow's pods, by name.
   * @throws TowpathError `not-deployed-here` if the flow is external, `no-identity` if its pods can use no account
   */
  serviceAccount(flow: Flow): ServiceAccount;
  /**
   * The flow's main container with its name, image and port, for example for `Metric.containerCpu`.
   * @throws TowpathError `not-deployed-here` if the flow is external
   */
  container(flow: Flow): Container;
}

/**
 * Returns adapters for the given version of cdk8s-plus: `import * as kplus from 'cdk8s-plus-34'`, then `plus(kplus)`.
 * They are needed only for parameters that require one of its classes. An autoscaler, a network policy and a role
 * binding accept the flow itself.
 */
export function plus<Service extends Construct, ServiceAccount, Backend, Container>(
  kplus: PlusClasses<Service, ServiceAccount, Backend, Container>,
): PlusAdapters<Service, ServiceAccount, Backend, Container> {
  return {
    ingressBackend: (flow, options) => kplus.IngressBackend.fromService(serviceView(kplus, flow), options),
    service: (flow) => serviceView(kplus, flow),
    serviceAccount: (flow) => serviceAccountView(kplus, flow),
    container: (flow) => containerView(kplus, flow),
  };
}

export type { PlusClasses };
