import { replaceValue } from './entry-value';
import { removeLines } from './lines';
import { scalarText } from './scalar-text';
import type { Splice } from './splice';
import { blockScalarContent, tokenEnd } from './token-end';
import type { MapEntry } from './tokens';

/** Sets the text of an entry that holds a scalar or nothing. */
export function setScalar(text: string, entry: MapEntry, value: string): Splice[] {
  const old = entry.value;
  if (old?.type !== 'block-scalar') return [replaceValue(entry, scalarText(value, old?.type))];
  const { start, end } = blockScalarContent(old);
  const header = { start: old.offset, end: tokenEnd(old.props[0]!), text: scalarText(value) };
  return end > start ? [header, removeLines(text, start, end)] : [header];
}
