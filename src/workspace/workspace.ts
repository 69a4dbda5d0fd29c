import type { Construct } from 'constructs';
import type { Application } from '../applications/application';
import type { ApplicationProps } from '../applications/application-props';
import type { Issue } from '../diagnostics';
import type { Environment } from '../environments/environment';
import type { WorkspaceFile, WorkspaceOptions } from './workspace-file';

/** The class of an application, as a file of `apps/` exports it. */
export type ApplicationClass = new (scope: Construct, id: string, props: ApplicationProps) => Application;

/** An application that can be built. */
export interface ApplicationEntry {
  readonly id: string;
  readonly construct: ApplicationClass;
  /** Relative to the workspace. Absent for an application that is passed in. */
  readonly file?: string;
}

/** The applications and environments of one workspace. */
export interface Workspace {
  /** Absolute path of its folder. */
  readonly root: string;
  /** The name that marks what the workspace deploys. Empty if nothing names it. */
  readonly name: string;
  readonly options: WorkspaceOptions;
  /** The line of `towpath.yaml` that sets an option. */
  readonly locateOption: WorkspaceFile['locate'];
  /** Sorted by id. */
  readonly applications: readonly ApplicationEntry[];
  /** Ids of applications that exist and could not be loaded. */
  readonly unloaded?: readonly string[];
  /** In the order of a release. */
  readonly environments: readonly Environment[];
  /** Issues that were found when the workspace was read. */
  readonly issues: readonly Issue[];
}
