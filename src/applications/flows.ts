import type { Construct } from 'constructs';
import type { JobProps, ScheduleProps, ServiceProps, StoreProps, WorkerProps } from '../model/flow-types';
import type { Reference } from '../model/reference';
import { Application } from './application';
import { Flow, type FlowProps } from './flow';
import type { FlowHandle } from './flow-handle';

export interface ServiceFlowProps extends ServiceProps, FlowProps {}
export interface WorkerFlowProps extends WorkerProps, FlowProps {}
export interface StoreFlowProps extends StoreProps, FlowProps {}
export interface JobFlowProps extends JobProps, FlowProps {}
export interface ScheduleFlowProps extends ScheduleProps, FlowProps {}

/** A flow that other flows reach on a port. */
abstract class ReachableFlow extends Flow implements FlowHandle {
  get host(): Reference {
    return Application.of(this).flow(this.node.id).host;
  }

  get port(): Reference {
    return Application.of(this).flow(this.node.id).port;
  }

  namedPort(name: string): Reference {
    return Application.of(this).flow(this.node.id).namedPort(name);
  }
}

/** A flow that serves requests over the network. It becomes a Deployment and a Service. */
export class ServiceFlow extends ReachableFlow {
  constructor(scope: Construct, id: string, props: ServiceFlowProps) {
    super('service', scope, id, props);
  }
}

/** A flow that runs all the time and serves no requests. It becomes a Deployment. */
export class WorkerFlow extends Flow {
  constructor(scope: Construct, id: string, props: WorkerFlowProps) {
    super('worker', scope, id, props);
  }
}

/** A flow that stores data. It becomes a Deployment or StatefulSet, a Service and, if `volume` is set, a disk. */
export class StoreFlow extends ReachableFlow {
  constructor(scope: Construct, id: string, props: StoreFlowProps) {
    super('store', scope, id, props);
  }
}

/** A flow that runs until it completes. It becomes a Job; with `before`, one for each content, ahead of other flows. */
export class JobFlow extends Flow {
  constructor(scope: Construct, id: string, props: JobFlowProps) {
    super('job', scope, id, props);
  }
}

/** A flow that runs on a schedule, each time until it completes. It becomes a CronJob. */
export class ScheduleFlow extends Flow {
  constructor(scope: Construct, id: string, props: ScheduleFlowProps) {
    super('schedule', scope, id, props);
  }
}
