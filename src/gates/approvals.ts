import type { Verdict } from './verdict';

/** What git says of the signature of a commit, against one list of allowed signers. */
export type Signature =
  /** @property principal the name that the list gives the key */
  { readonly principal: string } | { readonly problem: string };

/** A commit that approves the files of an environment. */
export interface Approval {
  readonly commit: string;
  /** The digest of what was approved. */
  readonly digest: string;
  /** Against the approvers in the commit of the release that runs. */
  readonly before: Signature;
  /** Against the approvers in the files that are deployed. */
  readonly now: Signature;
  /** The e-mail addresses of the author and the committer of the approval. */
  readonly emails: readonly string[];
}

/** What the state of the gate `approvals` depends on, for one application. */
export interface ApprovalFacts {
  /** The digest of what is deployed. */
  readonly digest: string;
  /** The approvals of the application that the history of the deployed commit contains, newest first. */
  readonly approvals: readonly Approval[];
  /** The e-mail addresses and the principals of those who changed the files since the release that runs. */
  readonly authors: readonly string[];
}

/** The facts about one application, or why they are not known. */
export type KnownApprovals = ApprovalFacts | { readonly problem: string };

/** An approval, and why it does not count. */
interface Judged {
  readonly approver: string;
  readonly obstacle?: string;
}

/** Whether each application that is deployed has enough approvals. */
export function approvalsVerdict(needed: number, known: ReadonlyMap<string, KnownApprovals>): Verdict {
  const verdicts = [...known].map(([application, facts]) => ({ application, ...approvalsState(needed, facts) }));
  const closed = verdicts.filter(({ reason }) => reason !== undefined);
  if (closed.length > 0) return { reason: closed.map((one) => `${one.application}: ${one.reason}`).join('; ') };
  const words = [...new Set(verdicts.flatMap(({ evidence }) => evidence ?? []))];
  return words.length === 0 ? {} : { evidence: words.join(' and ') };
}

/** Whether enough approvers, none of whom is an author of the change, approved what is deployed. */
export function approvalsState(needed: number, facts: KnownApprovals): Verdict {
  if ('problem' in facts) return { reason: facts.problem };
  const judged = facts.approvals.map((approval) => judgedApproval(approval, facts));
  const counted = [...new Set(judged.filter(({ obstacle }) => !obstacle).map(({ approver }) => approver))].sort();
  const names = counted.join(' and ');
  if (counted.length >= needed) return { evidence: `the approval of ${names}` };
  const summary = `${counted.length} of ${needed} approvals${names && `, by ${names}`}`;
  const others = judged.flatMap(({ approver, obstacle }) => (obstacle ? [`${approver} ${obstacle}`] : []));
  return { reason: [summary, ...new Set(others)].join('; ') };
}

/** An approver is known by the name in the older list, because the change that is approved may rename a key. */
function judgedApproval({ commit, digest, before, now, emails }: Approval, facts: ApprovalFacts): Judged {
  const unnamed = `the approval ${commit.slice(0, 12)}`;
  if ('problem' in now) return { approver: unnamed, obstacle: `does not count: ${now.problem}` };
  if ('problem' in before)
    return { approver: now.principal, obstacle: 'is not an approver in the commit of the release that runs' };
  const approver = before.principal;
  if (digest !== facts.digest) return { approver, obstacle: 'approved something else' };
  const obstacle = authorship([approver, now.principal].join(), emails, facts.authors);
  return obstacle === undefined ? { approver } : { approver, obstacle };
}

/**
 * Why an approver counts as an author of the change, in words that follow the name of the approver.
 *
 * @param principals the names of the key, with commas between them
 * @param emails the addresses of the approval
 */
export function authorship(
  principals: string,
  emails: readonly string[],
  authors: readonly string[],
): string | undefined {
  const known = new Set(authors.map(folded));
  if (principals.split(',').some((name) => known.has(folded(name)))) return 'is an author of the change';
  const email = emails.find((one) => known.has(folded(one)));
  return email === undefined ? undefined : `approved as ${email}, who is an author of the change`;
}

function folded(name: string): string {
  return name.trim().toLowerCase();
}
