import type { Gates } from '../../gates/declared-gates';
import type { ReleasedFlow, SourceCommit } from '../desired';

/** The state of a release. `started`: its deploy is running, or was killed. */
export type ReleaseState = 'started' | 'deployed' | 'failed';

/**
 * What one deploy put into an environment. `commit` and `dirty` are the source of the objects beside the flows. Each
 * flow has a source of its own, because a deploy of some flows leaves the others as an earlier deploy made them. A
 * rollback has the source of the release that it restores.
 */
export interface Release extends SourceCommit {
  /** Counts from 1. */
  readonly revision: number;
  /** The name of the workspace that deployed it. Empty if it had none, absent in records of earlier versions. */
  readonly workspace?: string;
  readonly application: string;
  readonly environment: string;
  readonly instance: string;
  readonly state: ReleaseState;
  /** The time when the deploy began, and when it ended once the state is `deployed`. ISO 8601, in UTC. */
  readonly at: string;
  /** The name under which the cluster knows the account that deployed. */
  readonly by: string;
  /** Why the deploy failed. */
  readonly reason?: string;
  /** The gates of the environment when it was deployed. Absent in records of earlier versions. */
  readonly gates?: Gates;
  /** The environments that versions were promoted from when it was deployed. Absent if there were none. */
  readonly promotesFrom?: readonly string[];
  /** Why it was deployed although a gate was closed. */
  readonly override?: string;
  /** The codes of the rules that the promotion of its versions broke, because its caller allowed it. */
  readonly lifted?: readonly string[];
  /** The revision that a rollback restored. */
  readonly restores?: number;
  readonly flows: Readonly<Record<string, ReleasedFlow>>;
  /** Names of the jobs that run once and have run. */
  readonly ran: readonly string[];
}
