import { shortList } from '../diagnostics';
import type { Verdict } from './verdict';

/** A commit, and the merged pull request that brought it. */
export interface ReviewedCommit {
  readonly commit: string;
  /** Absent if no merged pull request brought the commit. */
  readonly request?: {
    /** The number with its mark, such as `#12` or `!12`. */
    readonly name: string;
    /** Who approved its last state, without its author. */
    readonly approvers: readonly string[];
  };
}

/** The commits that changed an application since the release that runs, or why they are not known. */
export type KnownReviews = { readonly commits: readonly ReviewedCommit[] } | { readonly problem: string };

/** Whether enough people approved the pull request of each commit that changed what is deployed. */
export function reviewsVerdict(needed: number, known: ReadonlyMap<string, KnownReviews>): Verdict {
  const reasons: string[] = [];
  const requests = new Set<string>();
  for (const [application, reviews] of known) {
    if ('problem' in reviews) {
      reasons.push(`${application}: ${reviews.problem}`);
      continue;
    }
    const lacking = reviews.commits.flatMap(({ commit, request }) => {
      if (!request) return [`the commit ${commit.slice(0, 12)} came without a pull request`];
      requests.add(request.name);
      const { approvers, name } = request;
      return approvers.length >= needed ? [] : [`${name} has ${approvers.length} of ${needed} approvals`];
    });
    if (lacking.length > 0) reasons.push(`${application}: ${shortList([...new Set(lacking)], 3).join(', ')}`);
  }
  if (reasons.length > 0) return { reason: reasons.join('; ') };
  return requests.size === 0 ? {} : { evidence: `the review of ${shortList([...requests], 3).join(', ')}` };
}
