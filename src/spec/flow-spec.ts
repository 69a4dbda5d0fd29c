import type {
  InitContainerValues,
  JobValues,
  ScheduleValues,
  ServiceValues,
  SidecarValues,
  StoreValues,
  WorkerValues,
} from './flow-types';
import type { ImageSpec } from './image';

/** What a flow says of itself to every target, whatever its kind. */
interface Identity<Kind extends string> {
  readonly kind: Kind;
  /** The flow's id in its application. */
  readonly flow: string;
}

/** A container beside the main one; without an image it runs the flow's own. */
type Pinned<Values> = Omit<Values, 'image'> & { readonly image?: ImageSpec };

export type InitContainerSpec = Pinned<InitContainerValues>;
export type SidecarSpec = Pinned<SidecarValues>;

type Runs<Kind extends string, Values> = Identity<Kind> &
  Omit<Values, 'image' | 'tag' | 'digest' | 'external' | 'enabled' | 'init' | 'sidecars' | 'waitImage'> & {
    readonly image: ImageSpec;
    readonly waitImage?: ImageSpec;
    readonly init?: Readonly<Record<string, InitContainerSpec>>;
    readonly sidecars?: Readonly<Record<string, SidecarSpec>>;
  };

export type ServiceSpec = Runs<'service', ServiceValues>;
export type WorkerSpec = Runs<'worker', WorkerValues>;
export type StoreSpec = Runs<'store', StoreValues>;
export type JobSpec = Runs<'job', JobValues>;
export type ScheduleSpec = Runs<'schedule', ScheduleValues>;

/** A flow that is not deployed in this environment: it lives elsewhere. */
export interface ExternalSpec extends Identity<'external'> {
  readonly host: string;
  readonly port: number;
  readonly ports?: Readonly<Record<string, number>>;
}

/** A flow that does not exist in this environment. */
export type DisabledSpec = Identity<'disabled'>;

/** A flow that keeps running in this environment. */
export type LastingSpec = ServiceSpec | WorkerSpec | StoreSpec;

/** A flow that runs in this environment. */
export type WorkloadSpec = LastingSpec | JobSpec | ScheduleSpec;

/**
 * One flow in one environment: code and overlays together, checked, frozen and free of any
 * target's words. A value that is known only later stands in it as a token.
 */
export type FlowSpec = WorkloadSpec | ExternalSpec | DisabledSpec;

/** Whether it runs in this environment, and so has objects there. */
export function isWorkload(spec: FlowSpec): spec is WorkloadSpec {
  return spec.kind !== 'external' && spec.kind !== 'disabled';
}

/** Whether it is a job that runs before others: it is named by its content, and runs once for it. */
export function runsBeforeOthers(spec: FlowSpec): spec is JobSpec {
  return spec.kind === 'job' && spec.before !== undefined;
}

export function isLasting(spec: FlowSpec): spec is LastingSpec {
  return spec.kind === 'service' || spec.kind === 'worker' || spec.kind === 'store';
}

/** The name of a flow's main container. */
export function mainContainerName({ containerName, flow }: WorkloadSpec): string {
  return containerName ?? flow;
}

/** Whether each of its pods has a name and disks of its own. */
export function isStateful(spec: FlowSpec): boolean {
  return spec.kind === 'store' && spec.workload === 'statefulSet';
}

/** Whether other flows can reach it, and so refer to its host and port. */
export function isReachable(spec: FlowSpec): spec is ServiceSpec | StoreSpec | ExternalSpec {
  return spec.kind === 'service' || spec.kind === 'store' || spec.kind === 'external';
}
