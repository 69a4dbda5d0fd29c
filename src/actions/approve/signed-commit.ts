import { errorIssue, TowpathError } from '../../diagnostics';
import { approversFile } from '../../environments/folder';
import { authorship } from '../../gates/approvals';
import { withApproversOf } from '../gates/approvals/allowed-signers';
import { authorsSince } from '../gates/approvals/authors-since';
import { signaturesOf } from '../gates/approvals/signature';
import { gitOutput, refusalOf, runGit } from '../git/run-git';
import type { Checkout } from '../promote/git/checkout';

/**
 * Makes a signed commit that has the files of the commit that is checked out. No branch contains it yet.
 * @throws TowpathError `approval-unsigned` if git cannot sign with SSH
 */
export function signedCommit({ root, head }: Checkout, message: string): string {
  const args = ['-c', 'gpg.format=ssh', 'commit-tree', '-S', '-p', head, '-F', '-', `${head}^{tree}`];
  const answer = runGit(root, args, message);
  if (answer.isDone) return answer.stdout.trim();
  const { message: text } = refusalOf('sign the approval', answer);
  const hint =
    'set the SSH key to sign with: `git config user.signingKey ~/.ssh/id_ed25519.pub`; the key must be in `environments/approvers`';
  throw new TowpathError([errorIssue('approval-unsigned', text, { hint })]);
}

/**
 * The name of the approver who signed a commit, in the list of approvers of its parent.
 *
 * @param paths the files whose newest author may not approve
 * @throws TowpathError `approval-refused` if the approval would not count
 */
export function approverOf({ root, head }: Checkout, commit: string, paths: readonly string[]): string {
  return withApproversOf(root, [head], ([approvers]) => {
    if (approvers === undefined) {
      const hint = 'add a line `NAME ssh-ed25519 AAAA…` for each approver, and have the file reviewed and committed';
      throw refused(`the commit has no file \`${approversFile}\``, hint);
    }
    const signature = signaturesOf(root, [commit], approvers).get(commit) ?? { problem: 'the commit is not signed' };
    if ('problem' in signature) throw refused(signature.problem, `compare your key with those in \`${approversFile}\``);
    const newest = authorsSince(root, { to: head, from: undefined }, { paths, most: 1 }, [approvers]);
    const obstacle = authorship(signature.principal, emailsOf(root, commit), newest);
    if (obstacle !== undefined) throw refused(`${signature.principal} ${obstacle}`, 'ask another approver');
    return signature.principal;
  });
}

/** Moves the branch to a commit. It throws if another process moved the branch meanwhile. */
export function moveBranch({ root, head }: Checkout, commit: string): void {
  gitOutput(root, 'add the approval to the branch', ['update-ref', '-m', 'towpath approve', 'HEAD', commit, head]);
}

function emailsOf(root: string, commit: string): string[] {
  const format = '--format=%ae%n%ce';
  return gitOutput(root, 'read the approval', ['log', '--max-count=1', format, commit, '--']).trim().split('\n');
}

function refused(reason: string, hint: string): TowpathError {
  return new TowpathError([errorIssue('approval-refused', `the approval would not count: ${reason}`, { hint })]);
}
