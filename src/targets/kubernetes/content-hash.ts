import { createHash } from 'node:crypto';
import { isMap } from '../../data/merge';

/**
 * A word that follows what a value holds, and nothing else: not the order in which fields
 * were written, so that another version of towpath gives the same word for the same content.
 *
 * @param length hexadecimal digits
 */
export function contentHash(value: unknown, length: number): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex')
    .slice(0, length);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // Pairs, because a map puts keys that are numbers first; under a key, because a list is no map.
  return { '': entries.map(([key, inner]) => [key, sorted(inner)]) };
}
