import type { ConnectOptions } from '../../cluster/connect';
import type { Issue } from '../../diagnostics';
import type { LoadOptions } from '../../workspace/load';
import type { Endings } from './endings/endings';
import type { Promotion } from './promotion';

export interface PromoteOptions extends LoadOptions, ConnectOptions, Endings {
  /** The environment that gets the versions. */
  readonly to: string;
  /** The environment that the versions come from. @default the only one in `promotesFrom` of the target */
  readonly from?: string | undefined;
  /** Applications and flows: `pssp`, `pssp/api` or `api`. @default all that both environments have */
  readonly flows?: readonly string[] | undefined;
  /**
   * Which versions of the source are taken: those that run and are ready, those that its files pin (no cluster is asked),
   * or those of the release with this number.
   * @default 'running'
   */
  readonly take?: Promotion['taken'] | undefined;
  /** Add the digest that runs in the source to each pin. @default the pins have the form of the source */
  readonly digest?: boolean | undefined;
  /** Promote also if the target does not promote from the source. The commit records it. @default false */
  readonly skipEnvironments?: boolean | undefined;
  /** Promote also to a version that is older than the one of the target. The commit records it. @default false */
  readonly allowDowngrade?: boolean | undefined;
  /** Why to promote although a gate is closed. The commit records the reason. @default a closed gate stops the promotion */
  readonly override?: string | undefined;
  /** The output folder, relative to the workspace. @default 'dist' */
  readonly outdir?: string | undefined;
  /** Show the promotion and write nothing. @default false */
  readonly dryRun?: boolean | undefined;
  /**
   * Called once before the first write; with `false` nothing is written. It is not called if nothing is left to do.
   * @default everything is written without asking
   */
  readonly confirm?: ((promotion: Promotion, warnings: readonly Issue[]) => Promise<boolean>) | undefined;
  /** The text of the pull request. @default the message of the commit */
  readonly describe?: ((promotion: Promotion) => string) | undefined;
  /** Called if the promotion must wait for a synthesis. */
  readonly onWait?: ((holder: string) => void) | undefined;
}
