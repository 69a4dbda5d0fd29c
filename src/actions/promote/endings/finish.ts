import { gitOutput } from '../../git/run-git';
import type { Places } from '../../synth/planned-targets';
import { assertUnmoved } from '../git/checkout';
import type { PreparedPromotion } from '../prepared';
import { type OnWait, withPromotionLock, writePromotion } from '../write';
import { baseAt } from './base-branch';
import { switchTo } from './branch';
import { commitFiles, promotedFiles } from './commit';
import { type CommitNotes, changeMessage, promotionTitle } from './commit-message';
import type { EndingsResult } from './endings';
import { openPullRequest } from './forge';
import type { OpenedEndings } from './opened';
import { pushBranch } from './push';

/**
 * Carries out the endings of a promotion, one after the other. Each of them changes nothing if it was carried out before.
 *
 * @param isCommitted whether an earlier run has made the commit
 * @param onWait is called if another process writes the files
 */
export async function finish(
  { checkout, branch, remote, forge, describe, notes }: OpenedEndings & { readonly notes: CommitNotes },
  places: Places,
  prepared: PreparedPromotion,
  isCommitted: boolean,
  onWait: OnWait,
): Promise<EndingsResult> {
  const { root } = checkout;
  // Branch, files and commit belong together, so that of two promotions at once each has its own.
  const commit = await withPromotionLock(
    places,
    'promotion',
    () => {
      assertUnmoved(checkout);
      switchTo(checkout, branch);
      if (isCommitted) return checkout.head;
      writePromotion(places, prepared);
      const paths = [...promotedFiles(places, prepared).keys()];
      return commitFiles(checkout, paths, (by) => changeMessage(prepared.promotion, by, notes));
    },
    onWait,
  );
  if (!remote) return { commit, branch };
  pushBranch(root, branch, remote);
  if (!forge) return { commit, branch, pushedTo: remote.name };
  const { promotion } = prepared;
  const body = describe?.(promotion) ?? gitOutput(root, 'read the message', ['log', '--max-count=1', '--format=%b']);
  const base = baseAt(root, branch, remote);
  const pullRequest = openPullRequest(root, forge, { branch, base, title: promotionTitle(promotion), body });
  return { commit, branch, pushedTo: remote.name, pullRequest };
}
