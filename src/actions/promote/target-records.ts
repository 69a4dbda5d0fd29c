import { type ConnectOptions, connect } from '../../cluster/connect';
import { translateFailures } from '../../cluster/failures';
import { type Issue, TowpathError, warningIssue } from '../../diagnostics';
import type { Environment } from '../../environments/environment';
import { instanceIn } from '../../environments/instance';
import { heldIssues } from '../../holds/held-issues';
import type { Hold } from '../../holds/hold';
import { placedHolds } from '../../holds/placed-hold';
import type { Move } from '../../promotion/moves';
import { readHolds } from '../../release/store/hold-record';
import { instanceRefOf } from '../../release/store/instance';
import { readReleases } from '../../release/store/record';
import type { Release } from '../../release/store/release';
import { declaredHolds } from '../hold/declared-holds';

/** What the cluster of the target stores of the applications that move. */
export interface TargetRecords {
  readonly holds: readonly Hold[];
  /** The newest releases, whose gates count too. */
  readonly newest: readonly Release[];
  /** Records that towpath has not written, or why nothing was read. */
  readonly issues: readonly Issue[];
}

/**
 * Reads the records of the target if it names its cluster. If that cluster cannot be read, it is a warning: the deploy
 * asks it again.
 */
export async function targetRecords(
  target: Environment,
  moves: readonly Move[],
  connection: ConnectOptions | undefined,
): Promise<TargetRecords> {
  const { context, server } = target.props.cluster ?? {};
  const applications = [...new Set(moves.map(({ application }) => application))];
  if (!connection || !(context || server) || applications.length === 0) return { holds: [], newest: [], issues: [] };
  try {
    const cluster = connect(target.props.cluster, connection);
    try {
      const found = await Promise.all(
        applications.map(async (application) => {
          const instanceRef = instanceRefOf(instanceIn(target, application), cluster);
          const held = await translateFailures(readHolds(cluster, instanceRef));
          const releases = await translateFailures(readReleases(cluster, instanceRef));
          return { ...held, newest: releases.filter((one) => one.environment === target.name).slice(0, 1) };
        }),
      );
      return {
        holds: found.flatMap(({ holds }) => holds),
        newest: found.flatMap(({ newest }) => newest),
        issues: found.flatMap(({ issues }) => issues),
      };
    } finally {
      await cluster.close();
    }
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    const reason = error.issues[0]?.message;
    const message = `the holds and the releases in the cluster of \`${target.name}\` could not be read: ${reason}`;
    return { holds: [], newest: [], issues: [warningIssue('holds-not-read', message)] };
  }
}

/** An error for each hold of the target, of its files or of its cluster, that forbids a move. */
export function heldMoves(target: Environment, moves: readonly Move[], { holds }: TargetRecords): readonly Issue[] {
  const coming = moves.map(({ application, flow, image, to }) => ({ application, flow, image, ...to }));
  return heldIssues(target.name, placedHolds(holds, declaredHolds(target)), coming);
}
