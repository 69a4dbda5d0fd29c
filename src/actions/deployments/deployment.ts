import type { FlowKind } from '../../model/flow-kinds';

/**
 * `stopped`: it is scaled to zero or suspended on purpose. `external`: it runs elsewhere, as declared. `missing`: it is
 * declared and does not exist. `unknown`: its cluster could not be read.
 */
export type DeploymentState = 'healthy' | 'progressing' | 'failed' | 'stopped' | 'external' | 'missing' | 'unknown';

/** One flow in one environment. */
export interface Deployment {
  readonly application: string;
  readonly flow: string;
  readonly environment: string;
  readonly kind?: FlowKind;
  readonly instance: string;
  /** The context of the cluster that was read. Absent if none could be read. */
  readonly cluster?: string;
  readonly namespace?: string;
  /** The workload in the cluster: `Deployment/shop-api`. */
  readonly object?: string;
  readonly image?: string;
  /** The tag that runs, as the workload's image has it; for an external flow, its address. */
  readonly version?: string;
  /** The digest that the pods run if they report one, else the digest in the workload's image. */
  readonly digest?: string;
  /** The commit from the release that brought the version, else from a tag that is a commit. */
  readonly commit?: string;
  /** Whether the deployed files differed from that commit. */
  readonly dirty?: true;
  /** When this version was deployed. ISO 8601, in UTC. */
  readonly since?: string;
  readonly state: DeploymentState;
  readonly message?: string;
  readonly appliedBy?: AppliedBy;
  /** The newest release of the application. */
  readonly release?: number;
  /** Why the deploy of that release failed. Absent if it did not fail. */
  readonly reason?: string;
  /**
   * Whether the workspace, or else the newest release, declares the flow. A flow that runs and is not declared is an
   * orphan; one that is declared and does not run is a gap. Absent if neither is known.
   */
  readonly declared?: boolean;
}

export interface AppliedBy {
  /** The name under which the cluster knows the account that deployed this version. */
  readonly user?: string;
  /** The tool that wrote the image: `towpath`, `kubectl-client-side-apply`, `kubectl-edit`. */
  readonly manager?: string;
}

export function isOrphan({ declared, object }: Deployment): boolean {
  return declared === false && object !== undefined;
}
