import type { Construct } from 'constructs';
import type { ServiceProps, StoreProps, WorkerProps } from '../spec/flow-types';
import type { Reference } from '../spec/reference';
import { Application, type FlowHandle } from './application';
import { Flow, type FlowProps } from './flow';

export interface ServiceFlowProps extends ServiceProps, FlowProps {}
export interface WorkerFlowProps extends WorkerProps, FlowProps {}
export interface StoreFlowProps extends StoreProps, FlowProps {}

/** A flow that other flows reach on a port. */
abstract class ReachableFlow extends Flow implements FlowHandle {
  get host(): Reference {
    return Application.of(this).flow(this.node.id).host;
  }

  get port(): Reference {
    return Application.of(this).flow(this.node.id).port;
  }
}

/** A flow that answers others over the network: a Deployment with a Service. */
export class ServiceFlow extends ReachableFlow {
  constructor(scope: Construct, id: string, props: ServiceFlowProps) {
    super('service', scope, id, props);
  }
}

/** A flow that works without being asked over the network: a Deployment alone. */
export class WorkerFlow extends Flow {
  constructor(scope: Construct, id: string, props: WorkerFlowProps) {
    super('worker', scope, id, props);
  }
}

/** A flow that keeps data: a Deployment with a Service and, with `volume`, a claim. */
export class StoreFlow extends ReachableFlow {
  constructor(scope: Construct, id: string, props: StoreFlowProps) {
    super('store', scope, id, props);
  }
}
