import type { Construct } from 'constructs';
import type { ServiceProps, StoreProps, WorkerProps } from '../spec/flow-types';
import type { Reference } from '../spec/reference';
import { Application, type FlowHandle } from './application';
import { Flow, type FlowProps } from './flow';

export interface ServiceFlowProps extends ServiceProps, FlowProps {}
export interface WorkerFlowProps extends WorkerProps, FlowProps {}
export interface StoreFlowProps extends StoreProps, FlowProps {}

/** A flow that others reach on a port: a Deployment with a Service. */
export class ServiceFlow extends Flow implements FlowHandle {
  constructor(scope: Construct, id: string, props: ServiceFlowProps) {
    super('service', scope, id, props);
  }

  get host(): Reference {
    return Application.of(this).reference(this.node.id, 'host');
  }

  get port(): Reference {
    return Application.of(this).reference(this.node.id, 'port');
  }
}

/** A flow that works without being asked over the network: a Deployment alone. */
export class WorkerFlow extends Flow {
  constructor(scope: Construct, id: string, props: WorkerFlowProps) {
    super('worker', scope, id, props);
  }
}

/** A flow that keeps data: a Deployment with a Service and, with `volume`, a claim. */
export class StoreFlow extends Flow implements FlowHandle {
  constructor(scope: Construct, id: string, props: StoreFlowProps) {
    super('store', scope, id, props);
  }

  get host(): Reference {
    return Application.of(this).reference(this.node.id, 'host');
  }

  get port(): Reference {
    return Application.of(this).reference(this.node.id, 'port');
  }
}
