import type { CST } from 'yaml';
import { afterColon } from './entry-value';
import { lineStart, nextLine, removeLines } from './lines';
import type { Splice } from './splice';
import { entryEnd, tokenEnd } from './token-end';
import { entriesOf, type MapEntry, type MapToken } from './tokens';

/**
 * Removes an entry of a map.
 *
 * @param owner the entry whose value is the map; undefined for the outermost map of the file
 */
export function removeEntry(text: string, map: MapToken, entry: MapEntry, owner: MapEntry | undefined): Splice[] {
  if (map.type !== 'block-map') return removeFromBraces(text, map, entry);
  const lines = removeLines(text, entryStart(entry), entryEnd(entry));
  return entriesOf(map).length === 1 && owner ? [afterColon(owner, ' {}'), lines] : [lines];
}

function removeFromBraces(text: string, map: CST.FlowCollection, entry: MapEntry): Splice[] {
  const entries = entriesOf(map);
  const own = { start: entryStart(entry), end: entryEnd(entry), text: '' };
  const inside = { start: map.offset + 1, end: tokenEnd(map) - 1, text: '' };
  const hasComment = (start: number, end: number) => text.slice(start, end).includes('#');
  if (entries.length === 1 && !hasComment(inside.start, own.start) && !hasComment(own.end, inside.end)) return [inside];
  const line = lineStart(text, own.start);
  const comma = commaAfter(text, map, entry);
  const isOwnLine = comma && /^\r?\n/.test(text.slice(comma.end)) && text.slice(line, own.start).trim() === '';
  if (isOwnLine) return [{ start: line, end: nextLine(text, comma.start), text: '' }];
  const before = entries[entries.indexOf(entry) - 1];
  const previous = before && entryEnd(before);
  // Remove the comma before the entry too, unless a comment is between them.
  if (previous !== undefined && !hasComment(previous, own.start) && (!comma || previous >= line)) {
    return [{ ...own, start: previous }];
  }
  return comma ? [own, comma] : [own];
}

function entryStart({ start, key }: MapEntry): number {
  return start.find(({ type }) => type === 'explicit-key-ind')?.offset ?? key?.offset ?? 0;
}

/** Removes the comma after an entry, and the blanks after the comma. */
function commaAfter(text: string, { items }: CST.FlowCollection, entry: MapEntry): Splice | undefined {
  const comma = items[items.indexOf(entry) + 1]?.start.find(({ type }) => type === 'comma');
  if (!comma) return undefined;
  const [written = ','] = /^,[ \t]*/.exec(text.slice(comma.offset)) ?? [];
  return { start: comma.offset, end: comma.offset + written.length, text: '' };
}
