import type { Construct } from 'constructs';
import type { Flow } from '../applications/flow';
import type { ServiceFlow, StoreFlow } from '../applications/flows';
import type { PlusClasses } from './classes';
import { containerView } from './container';
import { serviceView } from './service';
import { serviceAccountView } from './service-account';

/** Flows in the classes of one version of cdk8s-plus, for what takes no interface. */
export interface PlusAdapters<Service, ServiceAccount, Backend, Container> {
  /**
   * What an Ingress leads to: `ingress.addRule('/', plus(kplus).ingressBackend(api))`.
   *
   * @param options the port that is meant, where overrides give the flow's Service several
   * @throws TowpathError `not-deployed-here` where the flow is external
   */
  ingressBackend(flow: ServiceFlow | StoreFlow, options?: { readonly port?: number }): Backend;
  /**
   * The flow's Service, to read from and to expose: `plus(kplus).service(api).exposeViaIngress('/')`. No
   * second object is written; what is changed in it is not written either: say that in `overrides`.
   *
   * @throws TowpathError `not-deployed-here` where the flow is external
   */
  service(flow: ServiceFlow | StoreFlow): Service;
  /**
   * The account that the flow's pods run as, by name.
   * @throws TowpathError `not-deployed-here` where the flow is external, `no-identity` where its pods can use no account
   */
  serviceAccount(flow: Flow): ServiceAccount;
  /**
   * The flow's container with its name, image and port: what `Metric.containerCpu` measures.
   * @throws TowpathError `not-deployed-here` where the flow is external
   */
  container(flow: Flow): Container;
}

/**
 * Adapters to the version of cdk8s-plus that is handed in: `import * as kplus from 'cdk8s-plus-34'`,
 * then `plus(kplus)`. Only for what wants one of its classes: an autoscaler, a network policy or a
 * role binding takes the flow itself.
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
