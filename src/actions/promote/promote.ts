import type { Issue } from '../../diagnostics';
import { checkOptions } from '../../workspace/check-options';
import type { EndingsResult } from './endings/endings';
import { finish } from './endings/finish';
import { type PlannedPromotion, planPromotion } from './plan-promotion';
import type { PromoteOptions } from './promote-options';
import type { Promotion } from './promotion';
import { type OnWait, withPromotionLock, writePromotion } from './write';

export interface PromoteResult extends EndingsResult {
  readonly promotion: Promotion;
  /** Whether the files have the new versions now. `false` after a dry run, or if `confirm` returned `false`. */
  readonly isDone: boolean;
  readonly warnings: readonly Issue[];
}

/**
 * Promotes versions from one environment to another: `towpath promote`. It takes the tags and digests of the images that
 * the applications build, and nothing else. All flows are promoted, or none. Then it edits the environment files,
 * synthesizes the output, and commits, pushes and opens a pull request if that is asked for. After an interruption the
 * same call goes on where it stopped.
 *
 * @throws TowpathError with everything that prevents the promotion; then nothing was written. After the first write, if
 *   git, the remote repository or the program for pull requests refuses a step; the steps before it stay
 */
export async function promote(options: PromoteOptions): Promise<PromoteResult> {
  checkOptions(options, ['to']);
  const planned = await planPromotion(options);
  const { warnings } = planned;
  const { promotion } = planned.prepared;
  const isLeft = promotion.moves.length > 0;
  if (options.dryRun) return { promotion, isDone: !isLeft, warnings };
  if (isLeft && options.confirm && !(await options.confirm(promotion, warnings)))
    return { promotion, isDone: false, warnings };
  const ended = await carryOut(planned, options.onWait ?? (() => {}));
  return { promotion, isDone: true, warnings, ...ended };
}

/** Writes the files of a promotion, and carries out its endings if it has any and moves a version. */
async function carryOut(planned: PlannedPromotion, onWait: OnWait): Promise<EndingsResult> {
  const { places, prepared, endings, isCommitted, notes } = planned;
  if (endings && prepared.promotion.moves.length > 0)
    return finish({ ...endings, notes }, places, prepared, isCommitted, onWait);
  await withPromotionLock(places, 'promotion', () => writePromotion(places, prepared), onWait);
  return {};
}
