import { replaceValue } from './entry-value';
import { insertLines } from './lines';
import { scalarText } from './scalar-text';
import type { Splice } from './splice';
import { entryEnd, isWritten, tokenEnd } from './token-end';
import { entriesOf, type MapEntry, type MapToken } from './tokens';

/** An entry to add: nested keys, from the outermost to the innermost, and the text of the innermost. */
export interface Missing {
  readonly keys: readonly string[];
  readonly value: string;
  /** The number of spaces that an inner map is indented by. */
  readonly step: number;
}

/** Adds an entry at the end of a map. */
export function addEntry(text: string, map: MapToken, missing: Missing): Splice[] {
  if (map.type === 'block-map') return [insertLines(text, tokenEnd(map), entryLines(missing, map.indent))];
  const last = entriesOf(map).at(-1);
  const inner = map.offset + 1;
  if (!last) {
    const end = isEmptyBraces(text, map) ? tokenEnd(map) - 1 : inner;
    return [{ start: inner, end, text: ` ${entryInBraces(missing, ' ')} ` }];
  }
  const at = entryEnd(last);
  const pad = /\s/.test(text[inner] ?? '') ? ' ' : '';
  return [{ start: at, end: at, text: `, ${entryInBraces(missing, pad)}` }];
}

/** Replaces the value of an entry of `map`, which is null or `{}`, by a map with one entry. */
export function fillEntry(text: string, map: MapToken, entry: MapEntry, missing: Missing): Splice[] {
  if (map.type !== 'block-map') return [replaceValue(entry, `{ ${entryInBraces(missing, ' ')} }`)];
  const lines = insertLines(text, entryEnd(entry), entryLines(missing, map.indent + missing.step));
  const old = entry.value;
  return isWritten(old) ? [{ start: blankStart(text, old.offset), end: tokenEnd(old), text: '' }, lines] : [lines];
}

/** Formats an entry as block-style lines. */
export function entryLines({ keys, value, step }: Missing, indent: number): string[] {
  return keys.map((key, depth) => {
    const inner = depth === keys.length - 1 ? ` ${scalarText(value)}` : '';
    return `${' '.repeat(indent + depth * step)}${scalarText(key)}:${inner}`;
  });
}

/** Reports whether a map is written as braces with nothing between them, not even a comment. */
export function isEmptyBraces(text: string, map: MapToken): boolean {
  return map.type !== 'block-map' && text.slice(map.offset + 1, tokenEnd(map) - 1).trim() === '';
}

function entryInBraces({ keys, value }: Missing, pad: string): string {
  return keys.reduceRight((inner, key, depth) => {
    const isLast = depth === keys.length - 1;
    return `${scalarText(key)}: ${isLast ? inner : `{${pad}${inner}${pad}}`}`;
  }, scalarText(value));
}

function blankStart(text: string, offset: number): number {
  let start = offset;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start -= 1;
  return start;
}
