import { closest, distance } from 'fastest-levenshtein';

/** "did you mean `api`?" when a candidate is near, else the list of candidates, else undefined. */
export function suggest(found: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const near = closest(found.toLowerCase(), candidates as string[]);
  if (distance(found.toLowerCase(), near.toLowerCase()) <= Math.max(1, Math.floor(near.length / 3))) {
    return `did you mean \`${near}\`?`;
  }
  return `one of: ${[...candidates].sort().join(', ')}`;
}
