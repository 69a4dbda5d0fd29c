import { type FlowKind, type LongRunningKind, longRunningKinds } from './flow-kinds';
import type { FlowValues, InitContainerValues, SidecarValues } from './flow-types';
import type { ImageSpec } from './image';

/** The fields that the specs of all flows have. */
interface Identity<Kind extends string> {
  readonly kind: Kind;
  /** The id of the flow in its application. */
  readonly flow: string;
}

/** A container other than the main one. Without an image it runs the image of the flow. */
type Pinned<Values> = Omit<Values, 'image'> & { readonly image?: ImageSpec };

export type InitContainerSpec = Pinned<InitContainerValues>;
export type SidecarSpec = Pinned<SidecarValues>;

type Runs<Kind extends string, Values> = Identity<Kind> &
  Omit<
    Values,
    'image' | 'tag' | 'digest' | 'allowLatest' | 'external' | 'enabled' | 'init' | 'sidecars' | 'waitImage'
  > & {
    readonly image: ImageSpec;
    readonly waitImage?: ImageSpec;
    readonly init?: Readonly<Record<string, InitContainerSpec>>;
    readonly sidecars?: Readonly<Record<string, SidecarSpec>>;
  };

type SpecOf<Kind extends FlowKind> = Runs<Kind, FlowValues[Kind]>;

export type ServiceSpec = SpecOf<'service'>;
export type WorkerSpec = SpecOf<'worker'>;
export type StoreSpec = SpecOf<'store'>;
export type JobSpec = SpecOf<'job'>;
export type ScheduleSpec = SpecOf<'schedule'>;

/** A flow that runs outside of this environment and is not deployed. Other flows can refer to it. */
export interface ExternalSpec extends Identity<'external'> {
  readonly host: string;
  readonly port: number;
  readonly ports?: Readonly<Record<string, number>>;
}

/** A flow that does not exist in this environment. */
export type DisabledSpec = Identity<'disabled'>;

/** A flow that is deployed in this environment. */
export type WorkloadSpec = { [Kind in FlowKind]: SpecOf<Kind> }[FlowKind];

/** A flow that runs all the time in this environment. */
export type LongRunningSpec = Extract<WorkloadSpec, { readonly kind: LongRunningKind }>;

/**
 * A flow in one environment: the values from code and environment, merged, checked and frozen. They do not
 * depend on any target. A value that is known only later is a token.
 */
export type FlowSpec = WorkloadSpec | ExternalSpec | DisabledSpec;

/** Reports whether a flow is deployed in this environment. */
export function isWorkload(spec: FlowSpec): spec is WorkloadSpec {
  return spec.kind !== 'external' && spec.kind !== 'disabled';
}

/** Reports whether a flow is a job that runs before other flows. Its name contains a hash of its content. */
export function runsBeforeOthers(spec: FlowSpec): spec is JobSpec {
  return spec.kind === 'job' && spec.before !== undefined;
}

export function isLongRunning(spec: FlowSpec): spec is LongRunningSpec {
  return longRunningKinds.includes(spec.kind as FlowKind);
}

/** Returns the name of a flow's main container. */
export function mainContainerName({ containerName, flow }: WorkloadSpec): string {
  return containerName ?? flow;
}

/** Reports whether a flow becomes a StatefulSet, which gives each pod a name and disks of its own. */
export function isStateful(spec: FlowSpec): boolean {
  return spec.kind === 'store' && spec.workload === 'statefulSet';
}

/** Reports whether other flows can reach a flow and refer to its host and port. */
export function isReachable(spec: FlowSpec): spec is ServiceSpec | StoreSpec | ExternalSpec {
  return spec.kind === 'service' || spec.kind === 'store' || spec.kind === 'external';
}
