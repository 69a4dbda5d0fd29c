import type { Issue } from '../../diagnostics';
import { fullCommit } from '../../release/store/record-schema';
import { workspaceRoot } from '../../workspace/workspace-root';
import { runGit } from '../git/run-git';
import { type HistoryOptions, history } from './history';
import { type DeliveryMeasures, deliveryMeasures } from './measures';

export interface DeliveryMetrics extends DeliveryMeasures {
  readonly environment: string;
  readonly issues: readonly Issue[];
}

/**
 * The four measures of software delivery of an environment: `towpath history --metrics`. They cover the releases that the
 * cluster stores, and the times of commits that git knows.
 *
 * @throws TowpathError as `history`
 */
export async function metrics(options: HistoryOptions): Promise<DeliveryMetrics> {
  const { releases, issues } = await history(options);
  const root = workspaceRoot(options.root);
  const commits = [...new Set(releases.flatMap(({ commit }) => commit ?? []))];
  const times = new Map(commits.map((commit) => [commit, commitTime(root, commit)]));
  return {
    environment: options.environment,
    ...deliveryMeasures(releases, (commit) => times.get(commit), new Date()),
    issues,
  };
}

/** Only a full object id is passed to git, because a record is input. */
function commitTime(root: string, commit: string): number | undefined {
  if (!fullCommit.test(commit)) return undefined;
  const { isDone, stdout } = runGit(root, ['show', '--no-patch', '--format=%ct', commit, '--']);
  const seconds = Number(stdout.trim());
  return isDone && seconds > 0 ? seconds * 1000 : undefined;
}
