import { gitText } from './run-git';

/** Explains why a checkout lacks a commit. The words follow a colon in a message. @param short the commit as messages show it */
export function whyCommitIsMissing(root: string, short: string): string {
  const shallow = isShallow(root);
  if (shallow === undefined) return 'the workspace is not in a git checkout';
  if (shallow) return `the shallow checkout does not contain the commit ${short}; run \`git fetch --unshallow\``;
  return `the checkout does not contain the commit ${short}; run \`git fetch\``;
}

/** The ways to fetch the missing history of a shallow clone, in words that follow `with`. */
export const deepening = '`git fetch --unshallow` (`fetch-depth: 0` in a workflow of GitHub, `GIT_DEPTH: 0` in GitLab)';

/** Whether a checkout lacks older commits; undefined outside a checkout. */
export function isShallow(root: string): boolean | undefined {
  const answer = gitText(root, 'rev-parse', '--is-shallow-repository');
  return answer === undefined ? undefined : answer === 'true';
}
