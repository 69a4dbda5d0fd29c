import { TowpathError } from '../../../diagnostics';
import type { Environment } from '../../../environments/environment';
import type { FileTexts } from '../../../environments/folder';
import type { SourceFlow } from '../../../promotion/source-flow';
import { filesOf } from '../../gates/environment-at';
import { runGit } from '../../git/run-git';
import { isPromotionCommit } from '../endings/commit';
import { buildWith, type PreparedPromotion, type PrepareOptions, preparePromotion } from '../prepared';
import { textsAt } from './checkout';

/** The texts of an environment's files at a commit. A promotion that is committed starts from them. */
export function committedTexts(root: string, environment: Environment, ref: string): FileTexts {
  return textsAt(root, ref, filesOf(environment));
}

/**
 * The promotion that the checked-out commit contains; undefined if that commit contains no such promotion. An earlier run
 * of the same command made the commit, and was interrupted before it pushed the commit or opened the pull request.
 */
export async function preparedAsCommitted(
  options: PrepareOptions,
  flows: readonly SourceFlow[],
  target: Environment,
): Promise<PreparedPromotion | undefined> {
  const { root } = options.places;
  const hasParent = runGit(root, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}^']).isDone;
  if (!hasParent || !isPromotionCommit(root, options.request)) return undefined;
  const before = committedTexts(root, target, 'HEAD^');
  const now = committedTexts(root, target, 'HEAD');
  try {
    const prepared = await preparePromotion(options, await buildWith(options, before), flows, before);
    const isSame = prepared.edits.length > 0 && prepared.edits.every(({ file, text }) => now.get(file) === text);
    return isSame ? prepared : undefined;
  } catch (error) {
    // Without its parent's files, the commit counts as any other.
    if (TowpathError.is(error)) return undefined;
    throw error;
  }
}
