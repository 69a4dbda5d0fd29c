import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ownVariables } from '../../files/variables';
import type { SourceCommit } from '../../release/desired';
import { gitText } from '../diff/git';
import { changedFiles } from '../git/changed-files';

/** The commit that is checked out; undefined outside a checkout, or without git. */
export function headOf(root: string): string | undefined {
  if (!mayBeCheckout(root)) return undefined;
  return gitText(root, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}') || undefined;
}

/** The commit of a workspace, as far as git knows; empty outside a checkout, or without git. */
export function sourceCommitOf(root: string): SourceCommit {
  const commit = headOf(root);
  if (!commit) return {};
  const { isDone, paths } = changedFiles(root);
  return isDone && paths.length === 0 ? { commit } : { commit, dirty: true };
}

/** Whether git looks for a repository with any success. It need not be started where no folder has a `.git`. */
function mayBeCheckout(root: string): boolean {
  if (ownVariables().GIT_DIR !== undefined) return true;
  if (!existsSync(root)) return false;
  for (let folder = realpathSync(root); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return true;
    if (folder === dirname(folder)) return false;
  }
}
