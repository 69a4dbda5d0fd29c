import type { CommitTrailers } from '../../gates/gate-facts';
import type { SourceCommit } from '../../release/desired';
import { runGit } from '../git/run-git';

/** The trailers of the commit that is deployed. A checkout with further changes is not what the commit says. */
export function commitTrailers(root: string, { commit, dirty }: SourceCommit): CommitTrailers {
  if (commit === undefined) return { problem: 'the workspace is not in a git checkout with a commit' };
  if (dirty) return { problem: 'the checkout has changes that no commit contains' };
  const { isDone, stdout } = runGit(root, [
    ...['-c', 'log.showSignature=false', '-c', 'trailer.separators=:'],
    ...['log', '--max-count=1', '--format=%(trailers:only,unfold)', commit, '--'],
  ]);
  if (!isDone) return { problem: `git cannot read the commit ${commit.slice(0, 12)}` };
  const trailers = stdout.split('\n').flatMap((line) => {
    const end = line.indexOf(':');
    return end < 1 ? [] : [{ key: line.slice(0, end).trim(), value: line.slice(end + 1).trim() }];
  });
  return { trailers };
}
