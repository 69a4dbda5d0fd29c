import { escapeHidden } from '../../data/escape-hidden';
import { type Issue, warningIssue } from '../../diagnostics';
import { isEmpty, type Plan } from '../../release/plan/plan';
import { fullCommit } from '../../release/store/record-schema';
import { runGit } from '../git/run-git';
import { isShallow, whyCommitIsMissing } from '../git/shallow';
import { headOf } from './source';

/**
 * Warnings for a deploy that may go back to older code: the commit of the newest release is newer than the checkout, is
 * on another branch, or is missing in the checkout, as in a shallow clone.
 *
 * @param root the folder of the workspace
 */
export function checkoutBehindIssues(root: string, plans: readonly Plan[]): Issue[] {
  const changing = plans.filter((plan) => !isEmpty(plan)).map((plan) => ({ plan, commits: runningCommits(plan) }));
  if (changing.every(({ commits }) => commits.length === 0)) return [];
  const here = headOf(root);
  return changing.flatMap(({ plan: { desired }, commits }) =>
    commits.flatMap((commit): Issue[] => {
      const problem =
        here === undefined
          ? `it is not known whether this checkout is older: ${whyCommitIsMissing(root, short(commit))}`
          : problemWith(root, here, commit);
      if (problem === undefined) return [];
      const message = `\`${desired.application}\` in \`${desired.environment}\` was deployed from the commit ${short(commit)}; ${problem}`;
      const hint = 'update the checkout if the deploy must not go back to older code';
      return [warningIssue('checkout-behind', escapeHidden(message), { hint })];
    }),
  );
}

/** The commits of what a plan replaces. Only full object ids are passed to git, because a record is input. */
function runningCommits({ state, flows }: Plan): string[] {
  const [newest] = state.releases;
  if (!newest) return [];
  const replaced = Object.entries(newest.flows).filter(([flow]) => flows?.has(flow) ?? true);
  const commits = [newest.commit, ...replaced.map(([, { commit }]) => commit)];
  return [...new Set(commits.filter((commit) => commit !== undefined && fullCommit.test(commit)))] as string[];
}

/** What is wrong with deploying the commit `here` over another one; undefined if it contains the other one. */
function problemWith(root: string, here: string, commit: string): string | undefined {
  if (here === commit) return undefined;
  const [later, earlier] = [isAncestor(root, commit, here), isAncestor(root, here, commit)];
  if (later) return undefined;
  if (earlier) return `this checkout is older (${short(here)}), so the deploy goes back`;
  if (later === false && !isShallow(root))
    return `this checkout (${short(here)}) does not contain that commit, so the deploy removes its changes`;
  return `it is not known whether this checkout is older: ${later === false ? 'it is a shallow clone without the history between them; run `git fetch --unshallow`' : whyCommitIsMissing(root, short(commit))}`;
}

/** @returns undefined if git lacks one of the commits */
function isAncestor(root: string, older: string, newer: string): boolean | undefined {
  const { status } = runGit(root, ['merge-base', '--is-ancestor', older, newer]);
  return status === 0 ? true : status === 1 ? false : undefined;
}

function short(commit: string): string {
  return commit.slice(0, 12);
}
