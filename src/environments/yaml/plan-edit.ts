import { addEntry, entryLines, fillEntry, isEmptyBraces, type Missing } from './add';
import { eolAt, insertLines, lineStart } from './lines';
import { parse } from './parse';
import { removeEntry } from './remove';
import { setScalar } from './set';
import type { Splice } from './splice';
import { tokenEnd } from './token-end';
import { entriesOf, findEntry, isMapToken, type MapEntry, type MapToken, type MaybeToken } from './tokens';
import type { YamlEdit } from './yaml-edit';

/**
 * Returns the replacements in `text` that carry out edits, each planned for the text as it is now. A path must lead only
 * through maps and empty values, and an entry to remove must exist.
 */
export function planEdits(text: string, edits: readonly YamlEdit[]): Splice[] {
  const root = parse(text).documents[0]?.value;
  return edits.flatMap((edit) => planEdit(text, root, edit));
}

function planEdit(text: string, root: MaybeToken, { path, value }: YamlEdit): Splice[] {
  const missing: Missing = { keys: path, value: value ?? '', step: 2 };
  if (!isMapToken(root)) return [insertLines(text, text.length, entryLines(missing, 0))];
  if (isEmptyBraces(text, root) && lineStart(text, root.offset) === root.offset) {
    const lines = entryLines(missing, 0).join(eolAt(text, root.offset));
    return [{ start: root.offset, end: tokenEnd(root), text: lines }];
  }
  return planInMap(text, root, { ...missing, step: firstStep(root) ?? 2 }, value === null);
}

/** Follows the keys into nested maps as far as they exist, and plans the edit there. */
function planInMap(text: string, map: MapToken, missing: Missing, isRemoval: boolean, owner?: MapEntry): Splice[] {
  const [key = '', ...keys] = missing.keys;
  const entry = findEntry(map, key);
  if (!entry) return addEntry(text, map, missing);
  if (keys.length === 0)
    return isRemoval ? removeEntry(text, map, entry, owner) : setScalar(text, entry, missing.value);
  const inner = entry.value;
  const isFull = isMapToken(inner) && (map.type !== 'block-map' || !isEmptyBraces(text, inner));
  if (!isFull) return fillEntry(text, map, entry, { ...missing, keys });
  const step = inner.type === 'block-map' ? inner.indent - map.indent : missing.step;
  return planInMap(text, inner, { ...missing, keys, step }, isRemoval, entry);
}

/** Returns the number of spaces that the first inner map is indented by. */
function firstStep(map: MapToken): number | undefined {
  const inner = entriesOf(map).find(({ value }) => value?.type === 'block-map')?.value;
  return inner && 'indent' in inner ? inner.indent - map.indent : undefined;
}
