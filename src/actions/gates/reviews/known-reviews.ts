import { TowpathError } from '../../../diagnostics';
import type { KnownReviews, ReviewedCommit } from '../../../gates/reviews';
import { forgeFor } from '../../promote/endings/forge';
import { remoteOf } from '../../promote/git/remote';
import { authoredPaths } from '../approvals/authored-paths';
import { commitsSince } from '../approvals/commits-since';
import { type ChangeQuestion, changesSince } from '../changes-since';
import { requestOf } from './review-request';

/** How many commits are looked up. Each of them is a call of the program of the forge. */
const mostCommits = 100;

/** The pull requests of the commits that changed each application since its release, as the forge knows them. */
export function knownReviews(question: ChangeQuestion): ReadonlyMap<string, KnownReviews> {
  const { root, environment } = question;
  const paths = authoredPaths(root, environment);
  const asked = new Map<string, ReviewedCommit>();
  return changesSince(question, ({ commit, released }): KnownReviews => {
    const commits = commitsSince(root, { to: commit, from: released }, { paths }).map(({ id }) => id);
    if (commits.length > mostCommits)
      return {
        problem: `${commits.length} commits changed it since the release, and at most ${mostCommits} are looked up`,
      };
    try {
      const forge = forgeFor(root, remoteOf(root, 'HEAD'), 'reviews cannot be read');
      const reviewed = commits.map((id): ReviewedCommit => {
        const known = asked.get(id) ?? { commit: id, ...requestOf(root, forge.program, id) };
        asked.set(id, known);
        return known;
      });
      return { commits: reviewed };
    } catch (error) {
      if (TowpathError.is(error)) return { problem: error.issues.map(({ message }) => message).join('; ') };
      throw error;
    }
  });
}
