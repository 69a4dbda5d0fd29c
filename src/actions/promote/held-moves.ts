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
import { declaredHolds } from '../hold/declared-holds';

/**
 * An error for each hold of the target that forbids a move. The holds of the files count, and those of the cluster's
 * records if the target names its cluster. If that cluster cannot be read, it is a warning: the deploy asks it again.
 */
export async function heldMoves(
  target: Environment,
  moves: readonly Move[],
  connection: ConnectOptions | undefined,
): Promise<readonly Issue[]> {
  if (moves.length === 0) return [];
  const recorded = await recordedHolds(target, moves, connection);
  const coming = moves.map(({ application, flow, image, to }) => ({ application, flow, image, ...to }));
  return [...recorded.issues, ...heldIssues(target.name, placedHolds(recorded.holds, declaredHolds(target)), coming)];
}

async function recordedHolds(
  target: Environment,
  moves: readonly Move[],
  connection: ConnectOptions | undefined,
): Promise<{ readonly holds: readonly Hold[]; readonly issues: readonly Issue[] }> {
  const { context, server } = target.props.cluster ?? {};
  if (!connection || !(context || server)) return { holds: [], issues: [] };
  try {
    const cluster = connect(target.props.cluster, connection);
    try {
      const applications = [...new Set(moves.map(({ application }) => application))];
      const found = await Promise.all(
        applications.map((application) =>
          translateFailures(readHolds(cluster, instanceRefOf(instanceIn(target, application), cluster))),
        ),
      );
      return { holds: found.flatMap(({ holds }) => holds), issues: found.flatMap(({ issues }) => issues) };
    } finally {
      await cluster.close();
    }
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    const reason = error.issues[0]?.message;
    const message = `the holds in the cluster of \`${target.name}\` could not be read: ${reason}`;
    return { holds: [], issues: [warningIssue('holds-not-read', message)] };
  }
}
