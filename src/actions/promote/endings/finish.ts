import type { Places } from '../../synth/planned-targets';
import { gitOutput } from '../git/run-git';
import type { PreparedPromotion } from '../prepared';
import { switchTo } from './branch';
import { commitPromotion, headCommit, promotedFiles } from './commit';
import { promotionTitle } from './commit-message';
import type { EndingsResult } from './endings';
import { openPullRequest } from './forge';
import type { OpenedEndings } from './opened';
import { pushBranch } from './push';

/**
 * Carries out the endings of a promotion, one after the other. Each of them changes nothing if it was carried out before.
 *
 * @param isCommitted whether an earlier run has made the commit
 * @param write writes the files
 */
export async function finish(
  { checkout, branch, remote, forge, why, describe }: OpenedEndings,
  places: Places,
  prepared: PreparedPromotion,
  isCommitted: boolean,
  write: () => Promise<void>,
): Promise<EndingsResult> {
  const { root } = checkout;
  switchTo(checkout, branch);
  if (!isCommitted) await write();
  const commit = isCommitted
    ? headCommit(root)
    : commitPromotion(checkout, [...promotedFiles(places, prepared).keys()], prepared.promotion, why);
  if (!remote) return { commit, branch };
  pushBranch(root, branch, remote);
  if (!forge) return { commit, branch, pushedTo: remote.name };
  const { promotion } = prepared;
  const body = describe?.(promotion) ?? gitOutput(root, 'read the message', ['log', '--max-count=1', '--format=%b']);
  const pullRequest = openPullRequest(root, forge, branch, promotionTitle(promotion), body);
  return { commit, branch, pushedTo: remote.name, pullRequest };
}
