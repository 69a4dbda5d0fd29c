import { gitOutput, runGit } from '../../git/run-git';
import type { Checkout } from '../git/checkout';
import type { Remote } from '../git/remote';

/**
 * The setting of git for the branch that a branch was made from. `gh` reads it too, and git removes it with the branch.
 * @see https://cli.github.com/manual/gh_pr_create
 */
const settingOf = (branch: string) => `branch.${branch}.gh-merge-base`;

/** Remembers that a branch is made from the one that is checked out, so that a repeated command knows it. */
export function rememberBase({ root, branch: current }: Checkout, branch: string): void {
  if (current === undefined) return;
  gitOutput(root, `remember what ${branch} is made from`, ['config', settingOf(branch), current]);
}

/** The branch that a branch was made from, if the remote repository has it. */
export function baseAt(root: string, branch: string, { name }: Remote): string | undefined {
  const base = runGit(root, ['config', '--get', settingOf(branch)]).stdout.trim();
  if (base === '' || base === branch) return undefined;
  return runGit(root, ['ls-remote', '--exit-code', '--heads', '--', name, `refs/heads/${base}`]).isDone
    ? base
    : undefined;
}
