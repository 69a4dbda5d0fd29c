import type { Issue } from '../diagnostics';
import type { Environment } from '../environments/environment';
import type { Edge } from '../spec/edges';
import type { FlowSpec } from '../spec/flow-spec';
import type { FlowKind } from '../spec/kinds';

/** One object, resolved: plain data, as it will be written. */
export interface AssembledObject {
  /** Its file, relative to the application's folder, in the layout of a file for each object. */
  readonly file: string;
  /** The flow that it belongs to; absent for a construct that stands beside the flows. */
  readonly flow?: string;
  /** Path in the construct tree. */
  readonly path: string;
  /** Paths of objects that have to be there before. */
  readonly after: readonly string[];
  readonly manifest: KubernetesObject;
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

export interface AssembledFlow {
  readonly id: string;
  readonly kind: FlowKind;
  readonly spec: FlowSpec;
  readonly edges: readonly Edge[];
}

/** What one application came to in one environment. */
export interface ApplicationAssembly {
  readonly application: string;
  readonly environment: Environment;
  readonly instance: string;
  readonly namespace?: string;
  /** Whether names and selectors carry the environment, so that two environments may share a namespace. */
  readonly carriesEnvironment: boolean;
  /** By id. */
  readonly flows: readonly AssembledFlow[];
  /** By file. Empty when there are errors. */
  readonly objects: readonly AssembledObject[];
  readonly issues: readonly Issue[];
}
