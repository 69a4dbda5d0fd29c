import type { Issue } from '../diagnostics';
import type { Environment } from '../environments/environment';
import type { ApplicationModel } from '../model/application-model';

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

/** One application in one environment: its model, and the Kubernetes objects that are made of it. */
export interface ApplicationAssembly {
  readonly application: string;
  readonly environment: Environment;
  /** What the application's code and its environment say, as data. It is empty where the code threw. */
  readonly model: ApplicationModel;
  /** Whether names and selectors carry the environment, so that two environments may share a namespace. */
  readonly carriesEnvironment: boolean;
  /** The Kubernetes objects, sorted by file. Empty when there are errors, and where no target reads objects. */
  readonly objects: readonly AssembledObject[];
  readonly issues: readonly Issue[];
}
