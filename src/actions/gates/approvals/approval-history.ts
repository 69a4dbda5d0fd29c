import { approversFile } from '../../../environments/folder';
import type { Approval, KnownApprovals } from '../../../gates/approvals';
import { withApproversOf } from './allowed-signers';
import { type Approved, approvedIn } from './approval-trailer';
import { authorsSince } from './authors-since';
import { commitsSince } from './commits-since';
import { signaturesOf } from './signature';

export interface HistoryQuestion {
  /** Folder of the workspace. */
  readonly root: string;
  /** The files whose authors are authors of the change, relative to the workspace. */
  readonly paths: readonly string[];
  /** The commit that is deployed. */
  readonly commit: string;
  /** The commit of the release that runs. Undefined for a first release. */
  readonly released: string | undefined;
  /** Whether the release that runs had the gate. If not, the approvers of the commit that is deployed count alone. */
  readonly knowsApprovers: boolean;
}

/** The approvals of all applications and environments that the history of a commit contains, or why they are not known. */
export type ApprovalHistory =
  | {
      readonly approvals: readonly { readonly approved: Approved; readonly approval: Approval }[];
      /** See {@link ApprovalFacts}. */
      readonly authors: readonly string[];
    }
  | { readonly problem: string };

/**
 * Reads the approvals since a release, with the signatures as git verifies them.
 *
 * @throws TowpathError if the checkout lacks one of the commits
 */
export function approvalHistory({ root, paths, commit, released, knowsApprovers }: HistoryQuestion): ApprovalHistory {
  const older = knowsApprovers && released !== undefined ? released : commit;
  return withApproversOf(root, [older, commit], ([before, now]): ApprovalHistory => {
    if (now === undefined) return { problem: `the commit has no file \`${approversFile}\`` };
    if (before === undefined)
      return { problem: `the commit of the release that runs has no file \`${approversFile}\`` };
    const span = { to: commit, from: released };
    const signed = commitsSince(root, span, { paths: [] }).filter(({ approvals }) => approvals.some(approvedIn));
    const ids = signed.map(({ id }) => id);
    const byNow = signaturesOf(root, ids, now);
    const byBefore = before === now ? byNow : signaturesOf(root, ids, before);
    const approvals = signed.flatMap(({ id, emails, approvals: lines }) =>
      lines.flatMap((line) => {
        const approved = approvedIn(line);
        if (approved === undefined) return [];
        const signatures = { before: byBefore.get(id) ?? unread, now: byNow.get(id) ?? unread };
        return [{ approved, approval: { commit: id, digest: approved.digest, emails, ...signatures } }];
      }),
    );
    return { approvals, authors: authorsSince(root, span, { paths }, [before, now]) };
  });
}

const unread = { problem: 'git cannot read the commit' };

/** What a history says of one application in one environment. */
export function approvalFacts(
  history: ApprovalHistory,
  { environment, application, digest }: Approved,
): KnownApprovals {
  if ('problem' in history) return history;
  const approvals = history.approvals.flatMap(({ approved, approval }) =>
    approved.environment === environment && approved.application === application ? [approval] : [],
  );
  return { digest, approvals, authors: history.authors };
}
