import { groupBy } from '../../data/group-by';
import { versionText } from '../../model/image-version';
import type { Move } from '../../promotion/moves';
import { flowKey } from '../../promotion/selection';
import { type GitHistory, unknown } from '../git/history';
import type { VersionCommits } from './promotion';

/** The commits between the old and the new version of each flow. Flows with the same two versions are one entry. */
export function commitsOf(moves: readonly Move[], history: GitHistory | undefined): VersionCommits[] {
  const groups = groupBy(moves, ({ from, to }) => JSON.stringify([versionText(from), versionText(to)]));
  return [...groups.values()].map((group): VersionCommits => {
    const [{ from, to }] = group;
    const commits = history?.between(from, to) ?? unknown('the workspace is not in a git checkout');
    const flows = [...new Set(group.map(flowKey))];
    return { flows, from: versionText(from), to: versionText(to), ...commits };
  });
}
