import type { FlowKind } from '../../model/kinds';

/**
 * `stopped`: nobody wants it to run now: no replicas, or suspended. `external`: it lives elsewhere, as declared.
 * `missing`: declared, and not there. `unknown`: nobody could look.
 */
export type DeploymentState = 'healthy' | 'progressing' | 'failed' | 'stopped' | 'external' | 'missing' | 'unknown';

/** One flow as it runs in one environment. */
export interface Deployment {
  readonly application: string;
  readonly flow: string;
  readonly environment: string;
  readonly kind?: FlowKind;
  readonly instance: string;
  /** The context under which the cluster was asked; absent where none could be. */
  readonly cluster?: string;
  readonly namespace?: string;
  /** What it is in the cluster: `Deployment/shop-api`. */
  readonly object?: string;
  readonly image?: string;
  /** The tag that runs, as the image is written in the cluster; for a flow that lives elsewhere its address. */
  readonly version?: string;
  /** Of the image that its pods run, where they tell, else as the image is written. */
  readonly digest?: string;
  /** From the release that brought it, else from a tag that is one. */
  readonly commit?: string;
  /** Whether it was deployed from more, or less, than that commit. */
  readonly dirty?: true;
  /** When this version came. ISO 8601, in UTC. */
  readonly since?: string;
  readonly state: DeploymentState;
  readonly message?: string;
  readonly appliedBy?: AppliedBy;
  /** The newest release of its application. */
  readonly release?: number;
  /**
   * Whether it is meant to run: by the workspace, else by the newest release. Running and not declared is an orphan;
   * declared and not running is a gap. Absent where nothing says.
   */
  readonly declared?: boolean;
}

export interface AppliedBy {
  /** The name under which the cluster knows who deployed this version. */
  readonly user?: string;
  /** The tool that wrote the image: `towpath`, `kubectl-client-side-apply`, `kubectl-edit`. */
  readonly manager?: string;
}

export function isOrphan({ declared, object }: Deployment): boolean {
  return declared === false && object !== undefined;
}
