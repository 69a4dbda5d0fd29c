import type { Construct } from 'constructs';
import type { Application, ApplicationProps } from '../applications/application';
import type { Issue } from '../diagnostics';
import type { Environment } from '../environments/environment';
import type { WorkspaceFile, WorkspaceOptions } from './workspace-file';

/** A class of an application, as a file of `apps/` exports it. */
export type ApplicationClass = new (scope: Construct, id: string, props: ApplicationProps) => Application;

/** An application that can be built. */
export interface ApplicationEntry {
  readonly id: string;
  readonly construct: ApplicationClass;
  /** Relative to the workspace; absent for one that is handed in. */
  readonly file?: string;
}

/** Applications and environments that belong together. */
export interface Workspace {
  /** Absolute path of its folder. */
  readonly root: string;
  readonly options: WorkspaceOptions;
  /** The line of `towpath.yaml` that sets an option. */
  readonly locateOption: WorkspaceFile['locate'];
  /** By id. */
  readonly applications: readonly ApplicationEntry[];
  /** Ids of applications that are there, but could not be loaded. */
  readonly unloaded?: readonly string[];
  /** In the order of a release. */
  readonly environments: readonly Environment[];
  /** What was wrong when it was read. */
  readonly issues: readonly Issue[];
}
