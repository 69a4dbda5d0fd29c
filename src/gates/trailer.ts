import { re2Pattern } from '../data/re2';
import type { CommitTrailers } from './gate-facts';
import type { Verdict } from './verdict';

/** Whether the deployed commit has a trailer whose value a pattern accepts. Git ignores the case of names. */
export function trailerState(name: string, pattern: string, commit: CommitTrailers): Verdict {
  if ('problem' in commit) return { reason: commit.problem };
  const values = commit.trailers.filter(({ key }) => key.toLowerCase() === name.toLowerCase());
  if (values.length === 0) return { reason: `the commit has no trailer \`${name}: …\`` };
  const accepts = re2Pattern(pattern);
  if (values.some(({ value }) => accepts?.matcher(value).find())) return { evidence: 'the commit that is deployed' };
  return { reason: `no trailer \`${name}\` of the commit matches \`${pattern}\`` };
}
