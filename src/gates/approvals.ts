import type { Verdict } from './source-gates';

/** What git says of the signature of a commit, against one list of allowed signers. */
export type Signature =
  /** @property principal the name that the list gives the key */
  { readonly principal: string } | { readonly problem: string };

/** A commit that approves the files of an environment. */
export interface Approval {
  readonly commit: string;
  /** The digest of the approved files. */
  readonly digest: string;
  /** Against the approvers in the commit of the release that runs. */
  readonly before: Signature;
  /** Against the approvers in the files that are deployed. */
  readonly now: Signature;
  /** The e-mail addresses of the author and the committer of the approval. */
  readonly emails: readonly string[];
}

/** What the state of the gate `approvals` depends on. */
export interface ApprovalFacts {
  /** The digest of the files that are deployed. */
  readonly digest: string;
  /** The approvals of the environment that the history of the deployed commit contains, newest first. */
  readonly approvals: readonly Approval[];
  /** The e-mail addresses and the principals of those who changed the files since the release that runs. */
  readonly authors: readonly string[];
}

/** An approval, and why it does not count. */
interface Judged {
  readonly approver: string;
  readonly obstacle?: string;
}

/** Whether enough approvers, none of whom is an author of the change, approved the files that are deployed. */
export function approvalsState(needed: number, facts: ApprovalFacts): Verdict {
  const judged = facts.approvals.map((approval) => judgedApproval(approval, facts));
  const counted = [...new Set(judged.filter(({ obstacle }) => !obstacle).map(({ approver }) => approver))].sort();
  const by = counted.length === 0 ? '' : `, by ${counted.join(' and ')}`;
  const summary = `${counted.length} of ${needed} approvals${by}`;
  if (counted.length >= needed) return { evidence: summary };
  const others = judged.flatMap(({ approver, obstacle }) => (obstacle ? [`${approver} ${obstacle}`] : []));
  return { reason: [summary, ...new Set(others)].join('; ') };
}

/** An approver is known by the name in the older list, because the change that is approved may rename a key. */
function judgedApproval({ commit, digest, before, now, emails }: Approval, facts: ApprovalFacts): Judged {
  const unnamed = `the approval ${commit.slice(0, 12)}`;
  if ('problem' in now) return { approver: unnamed, obstacle: `does not count: ${now.problem}` };
  if ('problem' in before)
    return { approver: now.principal, obstacle: 'does not count: the release that runs does not know this approver' };
  const approver = before.principal;
  if (digest !== facts.digest) return { approver, obstacle: 'approved other files' };
  const authors = new Set(facts.authors.map(folded));
  const names = [approver, now.principal, ...emails].flatMap((name) => name.split(','));
  if (names.some((name) => authors.has(folded(name)))) return { approver, obstacle: 'is an author of the change' };
  return { approver };
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
