import { CST } from 'yaml';

/** An entry of a map: its tokens in the source. */
export type MapEntry = CST.CollectionItem;
/** A map, `key: value` lines or `{ braces }`. */
export type MapToken = CST.BlockMap | CST.FlowCollection;
/** A list, `- item` lines or `[brackets]`. */
export type ListToken = CST.BlockSequence | CST.FlowCollection;
export type MaybeToken = CST.Token | null | undefined;

/** Whether `token` is a map, in either style. */
export function isMapToken(token: MaybeToken): token is MapToken {
  return token?.type === 'block-map' || (token?.type === 'flow-collection' && token.start.source === '{');
}

/** Whether `token` is a list, in either style. */
export function isListToken(token: MaybeToken): token is ListToken {
  return token?.type === 'block-seq' || (token?.type === 'flow-collection' && token.start.source === '[');
}

/** The entries of a map or the items of a list, without the places that hold comments or a last comma only. */
export function entriesOf({ items }: MapToken | ListToken): MapEntry[] {
  return (items as MapEntry[]).filter(({ start, key, sep, value }) => key || sep || value || !start.every(isFiller));
}

/** The entry of `key`; the first one, should there be several. */
export function findEntry(map: MapToken, key: string): MapEntry | undefined {
  return entriesOf(map).find((entry) => keyText(entry) === key);
}

/** The text of an entry's key; none where the key is not a text. */
export function keyText(entry: MapEntry): string | undefined {
  const scalar = scalarOf(entry.key);
  return scalar?.isPlain && scalar.text === '' ? undefined : scalar?.text;
}

/** The text of a scalar, and whether it stands there without quotes. */
export function scalarOf(token: MaybeToken): { text: string; isPlain: boolean } | undefined {
  // Its errors are the composer's to report.
  const scalar = CST.resolveAsScalar(token as CST.FlowScalar | undefined, true, () => {});
  return scalar === null ? undefined : { text: scalar.value, isPlain: scalar.type === 'PLAIN' };
}

/** The value of a list's item. `[a: 1]` holds a map without braces: it is given some. */
export function itemValue(list: ListToken, item: MapEntry): MaybeToken {
  if (!item.sep || list.type !== 'flow-collection') return item.value;
  return { ...list, start: { ...list.start, source: '{' }, items: [item] };
}

/** Where the key of an entry starts; without one, the mark that makes it an entry or an item. */
export function entryOffset({ start, key, sep, value }: MapEntry): number {
  const mark = [...start, ...(sep ?? [])].find(({ type }) => type.endsWith('-ind'));
  return (key ?? value ?? mark)?.offset ?? 0;
}

/** The colon of an entry; `{ key }` has none. */
export function colonOf({ sep }: MapEntry): CST.SourceToken | undefined {
  return sep?.find(({ type }) => type === 'map-value-ind');
}

function isFiller({ type }: CST.SourceToken): boolean {
  return ['space', 'newline', 'comment', 'comma'].includes(type);
}
