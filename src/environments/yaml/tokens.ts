import { CST } from 'yaml';

/** The tokens of an entry of a map. */
export type MapEntry = CST.CollectionItem;
/** A map in block style (`key: value` lines) or flow style (`{ braces }`). */
export type MapToken = CST.BlockMap | CST.FlowCollection;
/** A list in block style (`- item` lines) or flow style (`[brackets]`). */
export type ListToken = CST.BlockSequence | CST.FlowCollection;
export type MaybeToken = CST.Token | null | undefined;

/** Reports whether `token` is a map, in either style. */
export function isMapToken(token: MaybeToken): token is MapToken {
  return token?.type === 'block-map' || (token?.type === 'flow-collection' && token.start.source === '{');
}

/** Reports whether `token` is a list, in either style. */
export function isListToken(token: MaybeToken): token is ListToken {
  return token?.type === 'block-seq' || (token?.type === 'flow-collection' && token.start.source === '[');
}

/** Returns the entries of a map or the items of a list, without those that hold only comments or a trailing comma. */
export function entriesOf({ items }: MapToken | ListToken): MapEntry[] {
  return (items as MapEntry[]).filter(({ start, key, sep, value }) => key || sep || value || !start.every(isFiller));
}

/** The first entry with each key of a map, for many edits of one map. Tokens of a parsed text do not change. */
const entriesByKey = new WeakMap<MapToken, ReadonlyMap<string | undefined, MapEntry>>();

/** Returns the first entry with this key. */
export function findEntry(map: MapToken, key: string): MapEntry | undefined {
  const known = entriesByKey.get(map);
  if (known) return known.get(key);
  // Of two entries with one key, the first is set last, so it stays.
  const entries = new Map(
    entriesOf(map)
      .map((entry) => [keyText(entry), entry] as const)
      .reverse(),
  );
  entriesByKey.set(map, entries);
  return entries.get(key);
}

/** Returns the key of an entry, or undefined if the key is not text. */
export function keyText(entry: MapEntry): string | undefined {
  const scalar = scalarOf(entry.key);
  return scalar?.isPlain && scalar.text === '' ? undefined : scalar?.text;
}

/** Returns the text of a scalar; `isPlain` is true if it is written without quotes. */
export function scalarOf(token: MaybeToken): { text: string; isPlain: boolean } | undefined {
  // Errors are ignored here, because the composer reports them.
  const scalar = CST.resolveAsScalar(token as CST.FlowScalar | undefined, true, () => {});
  return scalar === null ? undefined : { text: scalar.value, isPlain: scalar.type === 'PLAIN' };
}

/** Returns the value of a list item. An item such as `[a: 1]` is a map without braces, and is returned as a map. */
export function itemValue(list: ListToken, item: MapEntry): MaybeToken {
  if (!item.sep || list.type !== 'flow-collection') return item.value;
  return { ...list, start: { ...list.start, source: '{' }, items: [item] };
}

/** Returns the offset of an entry's key or, failing that, of its value or its indicator, such as `-`. */
export function entryOffset({ start, key, sep, value }: MapEntry): number {
  const mark = [...start, ...(sep ?? [])].find(({ type }) => type.endsWith('-ind'));
  return (key ?? value ?? mark)?.offset ?? 0;
}

/** Returns the colon of an entry, or undefined for an entry such as `{ key }`. */
export function colonOf({ sep }: MapEntry): CST.SourceToken | undefined {
  return sep?.find(({ type }) => type === 'map-value-ind');
}

function isFiller({ type }: CST.SourceToken): boolean {
  return ['space', 'newline', 'comment', 'comma'].includes(type);
}
