import { isMap } from '../data/merge';

/** Maps of texts, in which `null` stands for an empty text and not for a field that is not set. */
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

/** Leaves out fields that are `null`, because they mean the same as fields that are not set. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== undefined)
      .map(([key, inner]) => [key, textMaps.includes(key) && hasOnlyTexts(inner) ? inner : withoutNulls(inner)]),
  );
}

/** The selector of a Service is a map of texts. That of a Deployment contains maps. */
function hasOnlyTexts(value: unknown): boolean {
  return isMap(value) && Object.values(value).every((inner) => inner === null || typeof inner !== 'object');
}
