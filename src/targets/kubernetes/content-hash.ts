import { isMap } from '../../data/merge';
import { sha256Of } from '../../data/sha256';

/**
 * A hash of a value's content. It does not depend on the order of fields, so that another version of towpath computes
 * the same hash for the same content.
 *
 * @param length number of hexadecimal digits
 */
export function contentHash(value: unknown, length: number): string {
  return sha256Of(JSON.stringify(sorted(value))).slice(0, length);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  // The fields are hashed as a list of pairs, because a map would put numeric keys first. The list stands under a key,
  // so that a map and a list of pairs have different hashes.
  return { '': entries.map(([key, inner]) => [key, sorted(inner)]) };
}
