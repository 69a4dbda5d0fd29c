import type { ConnectOptions } from '../../cluster/connect';
import type { LoadOptions } from '../../workspace/load';
import type { ApplyPlansOptions } from '../deploy/deploy';
import type { LiveDiff } from '../diff/live';
import type { VerifiedPart } from './committed/verified';

export interface RollbackOptions extends LoadOptions, ConnectOptions, ApplyPlansOptions {
  /** Name of the environment. */
  readonly environment: string;
  /**
   * Applications and flows: `pssp`, `pssp/api` or `api`.
   * @default the applications whose newest release failed; with `to`, all that were deployed there
   */
  readonly flows?: readonly string[] | undefined;
  /** The number of the release to restore. @default the newest successful release before the current one */
  readonly to?: number | undefined;
  /**
   * Restore the release as it is stored in the cluster, even if it differs from git or cannot be compared with git.
   * Objects and rights that the application may not have are refused even so. @default false
   */
  readonly trustRecord?: boolean | undefined;
  /** Whether to edit the pins in the environment files, so that the next deploy restores the same. @default true */
  readonly editsPins?: boolean | undefined;
  /**
   * Called once before the first write; with `false` nothing is written.
   * @default everything is written without asking
   */
  readonly confirm?: ((preview: RollbackPreview) => Promise<boolean>) | undefined;
}

/** What the stored release was compared with before it is restored. */
export interface RestoreChecks {
  /** The result of the comparison with git, for each commit that the releases name. */
  readonly verified: readonly VerifiedPart[];
  /**
   * Applications whose code cannot run. Their objects are compared with the cluster and with git, and not with the
   * workspace.
   */
  readonly undeclared: readonly string[];
}

/** What a rollback would change. Plain data; the content of Secrets is masked. */
export interface RollbackPreview extends RestoreChecks, LiveDiff {
  /** The cluster that would change: the context of the kubeconfig, and the address of the API server. */
  readonly cluster: { readonly context: string; readonly server: string };
  /** Revisions that are restored, by application. */
  readonly revisions: Readonly<Record<string, number>>;
}
