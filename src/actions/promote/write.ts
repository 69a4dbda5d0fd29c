import { issueError, TowpathError } from '../../diagnostics';
import { readIfThere } from '../../files/read-file';
import { writeFiles } from '../../files/write-files';
import { type LockHolder, withLock } from '../../output/lock';
import { withEditLock } from '../pin/edit-lock';
import { type Places, planTargets, writeTargets } from '../synth/planned-targets';
import { assertFresh } from './fresh-output';
import type { PreparedFiles } from './prepared';

/** Is called with a name of the process that a promotion waits for, such as `a synthesis (process 7)`. */
export type OnWait = (holder: string) => void;

/** Does work while no other synthesis, promotion or pin writes the output and the environment files. */
export function withPromotionLock<T>(
  { root, outdir }: Places,
  holder: LockHolder,
  work: () => T,
  onWait: OnWait,
): Promise<T> {
  return withLock(outdir, holder, () => withEditLock(root, holder, async () => work()), onWait);
}

/**
 * Writes a promotion: first the output, then the environment files. Until the last step the environment files have the
 * old pins, so a promotion that was killed is started again by the same command, and a synthesis takes it back. The
 * caller has the lock.
 *
 * @throws TowpathError `promotion-overtaken` if a file has changed since the promotion was prepared; then nothing was
 *   written
 */
export function writePromotion(places: Places, { edits, before, after }: PreparedFiles): void {
  const { root } = places;
  for (const { file, place, before: old, text } of edits) {
    const found = readIfThere(root, place);
    if (found !== old && found !== text) throw overtaken(file);
  }
  assertFresh(places, before, after);
  const plans = planTargets(after, places);
  const conflicts = plans.flatMap(({ plan }) => plan.conflicts);
  if (conflicts.length > 0) throw new TowpathError(conflicts);
  writeTargets(plans);
  writeFiles(root, new Map(edits.map(({ place, text }) => [place, text])));
}

function overtaken(file: string): TowpathError {
  const message = `\`${file}\` was changed while the promotion was prepared`;
  return issueError('promotion-overtaken', message, {
    hint: 'somebody promoted or pinned at the same time; run the command again',
  });
}
