import { findEnvironment } from '../../assembly/assemble-workspace';
import { errorIssue, type Issue, issueError, TowpathError, warningIssue } from '../../diagnostics';
import { readEnvironments } from '../../environments/folder';
import { desiredDigest } from '../../release/desired-digest';
import { checkOptions } from '../../workspace/check-options';
import type { LoadOptions } from '../../workspace/load';
import { workspaceRoot } from '../../workspace/workspace-root';
import { desiredEnvironment } from '../deploy/desired-environment';
import { type Approved, approvalLine, approvalTrailer } from '../gates/approvals/approval-trailer';
import { authoredPaths } from '../gates/approvals/authored-paths';
import { branchIssues } from '../promote/endings/branch';
import { trailer } from '../promote/endings/commit-message';
import { assertUnmoved, changedPaths, openCheckout } from '../promote/git/checkout';
import { checkSynth } from '../synth/synth';
import { approverOf, moveBranch, signedCommit } from './signed-commit';

export interface ApproveOptions extends LoadOptions {
  /** Name of the environment. */
  readonly environment: string;
  /** Why it is approved. It becomes part of the message of the commit. */
  readonly why?: string | undefined;
}

export interface Approval {
  readonly environment: string;
  /** The applications that are approved, each with the digest of what a deploy puts into the environment. */
  readonly applications: readonly { readonly application: string; readonly digest: string }[];
  /** The name of the approver in `environments/approvers`. */
  readonly approver: string;
  /** The commit that approves. */
  readonly commit: string;
  readonly warnings: readonly Issue[];
}

/**
 * Approves what the checked out commit puts into an environment: `towpath approve -e prod`. It makes a commit without
 * changes, signed with the SSH key that git is configured with. No cluster is asked.
 *
 * @throws TowpathError if the checkout is not what the commit says, the key is not that of an approver, or the approver
 * made the change; then there is no new commit
 */
export async function approve(options: ApproveOptions): Promise<Approval> {
  checkOptions(options, ['environment']);
  const root = workspaceRoot(options.root);
  findEnvironment(readEnvironments(root), options.environment);
  const checkout = openCheckout(root);
  const obstacles = [...branchIssues(checkout, undefined), ...dirtIssues(changedPaths(checkout))];
  if (obstacles.length > 0) throw new TowpathError(obstacles);
  const { environment: name, why = '', ...load } = options;
  const { environment, applications, warnings } = await desiredEnvironment({
    ...{ ...load, root, environment: name, withEmptied: true },
  });
  await assertOutput({ ...load, root, environments: [name] });
  const approved = applications.map(
    (desired): Approved => ({
      ...{ environment: name, application: desired.application },
      digest: desiredDigest(desired, environment.props.cluster),
    }),
  );
  assertUnmoved(checkout);
  const commit = signedCommit(checkout, messageOf(approved, name, why));
  const approver = approverOf(checkout, commit, authoredPaths(root, environment));
  moveBranch(checkout, commit);
  return {
    ...{ environment: name, approver, commit },
    applications: approved.map(({ application, digest }) => ({ application, digest })),
    warnings: [...warnings, ...(environment.props.gates?.approvals ? [] : [notDeclared(name)])],
  };
}

function messageOf(approved: readonly Approved[], environment: string, why: string): string {
  const names = approved.map(({ application }) => application);
  const what = names.length > 3 ? `${names.length} applications` : names.join(', ');
  const trailers = approved.flatMap((one) => trailer(approvalTrailer, approvalLine(one)));
  return [`Approve ${what} in ${environment}`, '', ...trailer('Approved-Why', why), ...trailers, ''].join('\n');
}

function dirtIssues(changed: readonly string[]): Issue[] {
  if (changed.length === 0) return [];
  const [first, ...others] = changed;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const message = `the checkout has changes that no commit contains, so the approval would not be about them: \`${first}\`${more}`;
  return [errorIssue('tree-dirty', message, { hint: 'commit or stash them first' })];
}

/** What people review is the output, so it must be what is approved. */
async function assertOutput(options: Parameters<typeof checkSynth>[0]): Promise<void> {
  const { written, removed, outdir } = await checkSynth(options);
  const [first] = [...written, ...removed];
  if (first === undefined) return;
  const message = `the output is not what the workspace declares, so nobody can have reviewed what is approved: \`${outdir}/${first}\``;
  throw issueError('output-stale', message, { hint: 'run `towpath synth`, look at what changes, and commit it first' });
}

function notDeclared(environment: string): Issue {
  const message = `the environment \`${environment}\` has no gate \`approvals\`, so the approval counts only if the release that runs has one`;
  return warningIssue('approval-unasked', message, { hint: 'set `gates: { approvals: 1 }` in the environment file' });
}
