import { closest, distance } from 'fastest-levenshtein';

/** The largest number of names in a list. Of more candidates, only the closest are listed. */
const most = 12;

/**
 * Returns "did you mean `api`?" if a candidate is close, else a list of candidates; undefined if there are none, or if
 * the name is one of them, because then something else is wrong.
 */
export function suggest(found: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0 || candidates.includes(found)) return undefined;
  return suggestOne(found, candidates) ?? `one of: ${shortened(found.toLowerCase(), candidates)}`;
}

/** Returns "did you mean `api`?" if a candidate is close. */
export function suggestOne(found: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const plain = candidates.map((candidate) => candidate.toLowerCase());
  const near = candidates[plain.indexOf(closest(found.toLowerCase(), plain))] as string;
  return isNear(found.toLowerCase(), near.toLowerCase()) ? `did you mean \`${near}\`?` : undefined;
}

function shortened(found: string, candidates: readonly string[]): string {
  if (candidates.length <= most) return [...candidates].sort().join(', ');
  const nearest = [...candidates].sort((a, b) => distance(found, a.toLowerCase()) - distance(found, b.toLowerCase()));
  return `${nearest.slice(0, most).sort().join(', ')}, … (${candidates.length} in all)`;
}

/** Reports whether at most a third of the letters differ, or only their order. */
function isNear(a: string, b: string): boolean {
  const letters = (word: string) => [...word].sort().join('');
  return distance(a, b) <= Math.max(1, Math.floor(b.length / 3)) || letters(a) === letters(b);
}
