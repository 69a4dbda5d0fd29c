import type { Issue } from '../diagnostics';
import type { Environment } from '../environments/environment';
import type { ApplicationModel } from '../model/application-model';

/** One Kubernetes object as plain data, in the form in which it is written. */
export interface AssembledObject {
  /** The object's file, relative to the application's folder, in the layout of one file for each object. */
  readonly file: string;
  /** The flow that the object belongs to. Absent for a construct beside the flows. */
  readonly flow?: string;
  /** The path of the object in the construct tree. */
  readonly path: string;
  /** The construct paths of the objects that must be applied before this one. */
  readonly after: readonly string[];
  readonly manifest: KubernetesObject;
}

export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** One application in one environment: its model, and its Kubernetes objects. */
export interface ApplicationAssembly {
  readonly application: string;
  readonly environment: Environment;
  /** The application in this environment as data. It has no flows if the application's code threw. */
  readonly model: ApplicationModel;
  /** The Kubernetes objects, sorted by file. Empty if there are errors, or if no target reads objects. */
  readonly objects: readonly AssembledObject[];
  readonly issues: readonly Issue[];
}
