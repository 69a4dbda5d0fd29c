import type { SourceCommit } from '../../release/desired';
import { gitText } from '../diff/git';
import { changedFiles } from '../git/changed-files';

/** The commit that is checked out; undefined outside a checkout, or without git. */
export function headOf(root: string): string | undefined {
  return gitText(root, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}') || undefined;
}

/** The commit of a workspace, as far as git knows; empty outside a checkout, or without git. */
export function sourceCommitOf(root: string): SourceCommit {
  const commit = headOf(root);
  if (!commit) return {};
  const { isDone, paths } = changedFiles(root);
  return isDone && paths.length === 0 ? { commit } : { commit, dirty: true };
}
