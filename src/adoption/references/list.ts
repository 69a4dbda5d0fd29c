import { isMap } from '../../data/merge';
import { formatPath, type ValuePath } from '../../diagnostics';
import type { ApplicationDraft } from '../draft';
import { ByEnvironment } from '../values';
import { ReferringText } from './referring-text';

/** A text of a source that became a reference. */
export interface InferredReference {
  /** The value in the application: `flows.web.env.REDIS_URL`, or `configs.settings.data.URL`. */
  readonly path: string;
  /** What stood in the first source that has the value. */
  readonly text: string;
  /** What the code says in its place. */
  readonly code: string;
}

/** The references that were inferred, as a list for people. */
export function referencesOf(draft: ApplicationDraft): InferredReference[] {
  return referringTexts(draft).map(({ path, value: { text, code } }) => ({ path: formatPath(path), text, code }));
}

interface PlacedText {
  readonly path: ValuePath;
  readonly value: ReferringText;
}

/** The texts in the code of an application that refer to flows. */
export function referringTexts({ flows, parts }: ApplicationDraft): PlacedText[] {
  return [
    ...flows.flatMap(({ id, props }) => textsIn(props, ['flows', id])),
    ...parts.flatMap(({ kind, id, props }) => (kind === 'config' ? textsIn(props, ['configs', id]) : [])),
  ];
}

function textsIn(value: unknown, path: ValuePath): PlacedText[] {
  if (value instanceof ReferringText) return [{ path, value }];
  if (value instanceof ByEnvironment) return [...value.values.values()].flatMap((one) => textsIn(one, path));
  return isMap(value) ? Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key])) : [];
}
