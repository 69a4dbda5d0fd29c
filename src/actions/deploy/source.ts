import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { foldersAbove } from '../../files/folders-above';
import { ownVariables } from '../../files/variables';
import type { SourceCommit } from '../../release/desired';
import { changedFiles } from '../git/changed-files';
import { gitText } from '../git/run-git';

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

/** Whether git may find a repository. Where it cannot, it need not be started. */
function mayBeCheckout(root: string): boolean {
  if (ownVariables().GIT_DIR !== undefined) return true;
  if (!existsSync(root)) return false;
  const folder = realpathSync(root);
  return [folder, ...foldersAbove(folder)].some((above) => existsSync(join(above, '.git')));
}
