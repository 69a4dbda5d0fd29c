import { isMap, ownValue } from '../data/merge';

/**
 * Restores what cdk8s drops when it renders an object: every `null` of a map, which removes a chart's default if the
 * map holds the values of a release, and everything empty below the metadata. Empty fields of the metadata itself stay
 * away, because `null`, empty and absent mean the same there.
 */
export function withDroppedFields<T>(rendered: T, written: unknown): T {
  if (!isMap(rendered) || !isMap(written)) return rendered;
  const { metadata } = rendered;
  const known = Object.entries(isMap(written.metadata) ? written.metadata : {}).filter(
    ([key]) => ownValue(isMap(metadata) ? metadata : {}, key) !== undefined,
  );
  return restoredValue(rendered, { ...written, metadata: Object.fromEntries(known) }) as T;
}

function restoredValue(rendered: unknown, written: unknown): unknown {
  if (written === null) return rendered ?? null;
  if (Array.isArray(written)) return restoredList(rendered, written);
  if (!isMap(written) || !(rendered === undefined || isMap(rendered))) return rendered;
  const keys = [...new Set([...Object.keys(rendered ?? {}), ...Object.keys(written)])];
  const entries = keys.map((key) => [key, restoredValue(ownValue(rendered ?? {}, key), ownValue(written, key))]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function restoredList(rendered: unknown, written: readonly unknown[]): unknown {
  if (rendered === undefined) return written.length === 0 ? [] : rendered;
  if (!Array.isArray(rendered)) return rendered;
  return rendered.map((item, index) => restoredValue(item ?? undefined, written[index]));
}
