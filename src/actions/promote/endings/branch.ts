import { errorIssue, type Issue } from '../../../diagnostics';
import { gitOutput, runGit } from '../../git/run-git';
import type { Checkout } from '../git/checkout';
import { rememberBase } from './base-branch';

/** Problems with the branch that a promotion is committed on. */
export function branchIssues({ root, branch: current }: Checkout, wanted: string | undefined): Issue[] {
  if (wanted === undefined) {
    if (current !== undefined) return [];
    const hint = 'check out a branch, or name a new one with `--branch`';
    return [errorIssue('head-detached', 'no branch is checked out, so a commit would belong to no branch', { hint })];
  }
  if (wanted === current) return [];
  if (wanted.startsWith('refs/')) {
    const hint = `leave out \`refs/heads/\`: \`--branch ${wanted.replace(/^refs\/(heads\/)?/, '')}\``;
    return [errorIssue('branch-unusable', `\`${wanted}\` is the name of a reference, not of a branch`, { hint })];
  }
  // Git also accepts names such as `@{-1}` and answers with the branch that they stand for.
  const checked = runGit(root, ['check-ref-format', '--branch', wanted]);
  if (!checked.isDone || checked.stdout.trim() !== wanted) {
    const hint = 'choose a name such as `promote-prod`; see `git help check-ref-format`';
    return [errorIssue('branch-unusable', `\`${wanted}\` is not a valid name of a branch`, { hint })];
  }
  if (!runGit(root, ['show-ref', '--verify', '--quiet', `refs/heads/${wanted}`]).isDone) return [];
  const hint = `check it out with \`git switch ${wanted}\`, or choose another name`;
  return [errorIssue('branch-unusable', `the branch \`${wanted}\` exists and is not checked out`, { hint })];
}

/** Makes a branch at the current commit and checks it out. The files stay as they are. */
export function switchTo(checkout: Checkout, wanted: string): void {
  if (wanted === checkout.branch) return;
  rememberBase(checkout, wanted);
  gitOutput(checkout.root, `make the branch ${wanted}`, ['switch', '--quiet', '--create', wanted]);
}
