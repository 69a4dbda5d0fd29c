import { fullCommit } from '../../../release/store/record-schema';
import type { Release } from '../../../release/store/release';
import { gitText } from '../../git/run-git';
import { whyCommitIsMissing } from '../../git/shallow';

/** The commit that a change begins with. Undefined before the first release, and for releases without a commit. */
export type ReleasedBase = { readonly commit: string | undefined } | { readonly problem: string };

/**
 * The commit of a release. If its flows were deployed from several commits, it is the commit that all of them contain,
 * so that each change since then counts.
 */
export function releasedBase(root: string, release: Release | undefined): ReleasedBase {
  const commits = commitsOf(release);
  if (commits.length === 0 && (release?.gates?.approvals ?? release?.gates?.reviews) !== undefined)
    return { problem: `release ${release?.revision} has no commit, so nobody knows who changed what since then` };
  const missing = commits.find((commit) => treeOf(root, commit) === undefined);
  if (missing !== undefined) return { problem: whyCommitIsMissing(root, missing.slice(0, 12)) };
  if (commits.length < 2) return { commit: commits[0] };
  const commit = gitText(root, 'merge-base', '--octopus', ...commits);
  return commit ? { commit } : { problem: 'the flows of the release were deployed from commits without a common one' };
}

/** Whether a release was made from the same files as a commit, and its gates were open. */
export function hasSameTree(root: string, release: Release, commit: string): boolean {
  if (release.dirty || release.override !== undefined) return false;
  const trees = [...commitsOf(release), commit].map((one) => treeOf(root, one));
  return trees.length > 1 && trees[0] !== undefined && trees.every((tree) => tree === trees[0]);
}

/** Only full object ids are passed to git, because a record is input. */
function commitsOf(release: Release | undefined): string[] {
  const all = release ? [release.commit, ...Object.values(release.flows).map(({ commit }) => commit)] : [];
  return [...new Set(all.flatMap((commit) => (commit !== undefined && fullCommit.test(commit) ? [commit] : [])))];
}

function treeOf(root: string, commit: string): string | undefined {
  return gitText(root, '--no-replace-objects', 'rev-parse', '--verify', '--quiet', `${commit}^{tree}`);
}
