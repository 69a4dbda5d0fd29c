import { isMap } from '../data/merge';

/** Maps of texts: `null` is a text there, the empty one, and not a field that is left out. */
const textMaps = [
  'labels',
  'annotations',
  'matchLabels',
  'nodeSelector',
  'selector',
  'data',
  'stringData',
  'binaryData',
];

/** A field that is `null` is one that is not written. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([key, inner]) => [key, textMaps.includes(key) && hasOnlyTexts(inner) ? inner : withoutNulls(inner)]),
  );
}

/** A selector is a map of texts in a Service, and has maps in a Deployment. */
function hasOnlyTexts(value: unknown): boolean {
  return isMap(value) && Object.values(value).every((inner) => inner === null || typeof inner !== 'object');
}
