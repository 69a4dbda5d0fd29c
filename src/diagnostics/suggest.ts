import { closest, distance } from 'fastest-levenshtein';

/** So many names are read; of more, the nearest are shown. */
const most = 12;

/** "did you mean `api`?" when a candidate is near, else the list of candidates, else undefined. */
export function suggest(found: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const near = closest(found.toLowerCase(), candidates as string[]);
  return isNear(found.toLowerCase(), near.toLowerCase())
    ? `did you mean \`${near}\`?`
    : `one of: ${shortened(found.toLowerCase(), candidates)}`;
}

function shortened(found: string, candidates: readonly string[]): string {
  if (candidates.length <= most) return [...candidates].sort().join(', ');
  const nearest = [...candidates].sort((a, b) => distance(found, a.toLowerCase()) - distance(found, b.toLowerCase()));
  return `${nearest.slice(0, most).sort().join(', ')}, … (${candidates.length} in all)`;
}

/** A letter in three is wrong, or the letters are right and their order is not. */
function isNear(a: string, b: string): boolean {
  const letters = (word: string) => [...word].sort().join('');
  return distance(a, b) <= Math.max(1, Math.floor(b.length / 3)) || letters(a) === letters(b);
}
