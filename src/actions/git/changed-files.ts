import { isTemporary } from '../../files/write-files';
import { indexFolder } from '../../output/index-file';
import { type GitAnswer, runGit } from './run-git';

/**
 * Asks git for the changed and new files below a folder. `--untracked-files` overrides a user's configuration that hides
 * such files. Without `--no-optional-locks`, `git status` locks the index, and a commit of another process fails at that
 * moment.
 */
export function changedFiles(root: string): GitAnswer & { readonly paths: readonly string[] } {
  const answer = runGit(root, [
    ...['--no-optional-locks', 'status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames', '--', '.'],
  ]);
  const entries = answer.stdout.split('\0').filter(Boolean);
  return { ...answer, paths: entries.map((entry) => entry.slice(3)).filter((path) => !isLeftover(path)) };
}

/** A file that a killed process leaves: a temporary one, a lock, or a journal. It is neither committed nor a change. */
function isLeftover(path: string): boolean {
  return isTemporary(path) || `/${path}`.includes(`/${indexFolder}/.`);
}
