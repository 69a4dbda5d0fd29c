import type { ServiceValues, StoreValues, WorkerValues } from './flow-types';
import type { ImageSpec } from './image';

/** What a flow says of itself to every target, whatever its kind. */
interface Identity<Kind extends string> {
  readonly kind: Kind;
  /** The flow's id in its application. */
  readonly flow: string;
}

type Runs<Kind extends string, Values> = Identity<Kind> &
  Omit<Values, 'image' | 'tag' | 'digest' | 'external'> & { readonly image: ImageSpec };

export type ServiceSpec = Runs<'service', ServiceValues>;
export type WorkerSpec = Runs<'worker', WorkerValues>;
export type StoreSpec = Runs<'store', StoreValues>;

/** A flow that is not deployed in this environment: it lives elsewhere. */
export interface ExternalSpec extends Identity<'external'> {
  readonly host: string;
  readonly port: number;
}

/** A flow that runs in this environment. */
export type WorkloadSpec = ServiceSpec | WorkerSpec | StoreSpec;

/**
 * One flow in one environment: code and overlays together, checked, frozen and free of any
 * target's words. A value that is known only later stands in it as a token.
 */
export type FlowSpec = WorkloadSpec | ExternalSpec;

/** Whether other flows can reach it, and so refer to its host and port. */
export function isReachable(spec: FlowSpec): spec is ServiceSpec | StoreSpec | ExternalSpec {
  return spec.kind !== 'worker';
}
