import { isDeepStrictEqual } from 'node:util';
import { type CST, Parser } from 'yaml';
import { formatPath } from '../diagnostics/path';
import {
  type Data,
  entriesOf,
  FORBIDDEN_KEYS,
  findEntry,
  isMapToken,
  type MapEntry,
  type MapToken,
  readYaml,
} from './yaml-read';

/** One change: the text to set at a path of map keys, or `null` to remove the entry. */
export interface YamlEdit {
  path: readonly string[];
  value: string | null;
}

/** Replaces `start` up to, not including, `end`. */
interface Splice {
  start: number;
  end: number;
  text: string;
}

/**
 * Sets and removes entries, one edit after the other, and keeps every other byte of the file.
 *
 * - A present scalar keeps its quotes where they can hold the new text; plain text that some reader would
 *   take for a number, a date, a boolean or null gets double quotes.
 * - A missing entry goes after the last one of its map. Missing maps are made, with the indentation of the file.
 * - A removed entry takes its lines along, with the comment at their end; comments above it stay. A map that
 *   loses its last entry becomes `{}`, so that it stays a map. Removing what is not there changes nothing.
 *
 * Throws when the text has problems, when a path leads through a text or a list, or when setting a text
 * would replace a map or a list. What it returns was read back: nothing but the edits has changed.
 */
export function editYaml(text: string, edits: readonly YamlEdit[]): string {
  return edits.reduce(editOnce, text);
}

function editOnce(text: string, { path, value }: YamlEdit): string {
  const action = `Cannot ${value === null ? 'remove' : 'set'} ${formatPath(path)}`;
  const { data, problems } = readYaml(text);
  const [problem] = problems;
  if (problem !== undefined) {
    throw new Error(`${action}: line ${problem.line}, column ${problem.column}: ${problem.message} ${problem.hint}`);
  }
  if (path.length === 0) throw new Error('Cannot edit YAML without a path.');
  const forbidden = path.find((key) => FORBIDDEN_KEYS.includes(key));
  if (forbidden !== undefined) throw new Error(`${action}: the key "${forbidden}" is not accepted.`);
  const present = valueAt(data, path, action);
  if (present === (value ?? undefined)) return text;
  if (value !== null && typeof present === 'object' && present !== null) {
    throw new Error(`${action}: it holds a ${kindOf(present)}, not a text.`);
  }
  const edited = applySplices(text, splicesFor(text, path, value));
  // YAML has more shapes than are foreseen here: better to stop than to change anything else.
  const result = readYaml(edited);
  if (result.problems.length > 0 || !isDeepStrictEqual(result.data, withValue(data, path, value))) {
    throw new Error(`${action}: the place cannot be edited without changing something else. Edit the file by hand.`);
  }
  return edited;
}

function valueAt(data: Data, path: readonly string[], action: string): Data | undefined {
  let value: Data | undefined = data;
  for (const [depth, key] of path.entries()) {
    if (value === null || value === undefined) return undefined;
    if (typeof value === 'string' || Array.isArray(value)) {
      throw new Error(`${action}: ${formatPath(path.slice(0, depth))} holds a ${kindOf(value)}, not a map.`);
    }
    value = Object.hasOwn(value, key) ? value[key] : undefined;
  }
  return value;
}

function withValue(data: { [key: string]: Data }, path: readonly string[], value: string | null): Data {
  const [key = '', ...rest] = path;
  const { [key]: _, ...others } = data;
  if (rest.length === 0) return value === null ? others : { ...data, [key]: value };
  const inner = (Object.hasOwn(data, key) ? data[key] : undefined) ?? {};
  return { ...data, [key]: withValue(inner as { [key: string]: Data }, rest, value) };
}

function kindOf(value: Exclude<Data, null>): string {
  if (typeof value === 'string') return 'text';
  return Array.isArray(value) ? 'list' : 'map';
}

function applySplices(text: string, splices: readonly Splice[]): string {
  const fromTheBack = [...splices].sort((a, b) => b.start - a.start || b.end - a.end);
  return fromTheBack.reduce((result, { start, end, text }) => result.slice(0, start) + text + result.slice(end), text);
}

/** Walks to the place of the edit. `path` is known to lead through maps and empty values only. */
function splicesFor(text: string, path: readonly string[], value: string | null): Splice[] {
  const root = [...new Parser().parse(text)].find((token) => token.type === 'document')?.value;
  // Removing ends at an entry that is there, so this is for setting only.
  const added = value ?? '';
  if (!isMapToken(root)) return [linesAfter(text, text.length, blockLines(path, added, 0, 2))];
  if (isEmptyBraces(text, root) && lineStart(text, root.offset) === root.offset) {
    const lines = blockLines(path, added, 0, 2);
    return [{ start: root.offset, end: tokenEnd(root), text: lines.join(eolAt(text, root.offset)) }];
  }
  let map = root;
  let owner: MapEntry | undefined;
  let step = firstStep(root) ?? 2;
  for (const [depth, key] of path.entries()) {
    const entry = findEntry(map, key);
    const rest = path.slice(depth + 1);
    if (entry === undefined) return insertEntry(text, map, path.slice(depth), added, step);
    if (rest.length === 0) return value === null ? removeEntry(text, map, entry, owner) : setScalar(text, entry, value);
    const child = entry.value;
    if (!isMapToken(child) || (map.type === 'block-map' && isEmptyBraces(text, child))) {
      return fillEntry(text, map, entry, rest, added, step);
    }
    if (map.type === 'block-map' && child.type === 'block-map') step = child.indent - map.indent;
    [map, owner] = [child, entry];
  }
  return [];
}

function setScalar(text: string, entry: MapEntry, value: string): Splice[] {
  const old = entry.value;
  if (isNothing(old)) return [afterColon(entry, ` ${scalarText(value)}`)];
  if (old.type !== 'block-scalar') {
    return [{ start: old.offset, end: tokenEnd(old), text: scalarText(value, old.type) }];
  }
  const { start, end } = blockScalarContent(old);
  const header = { start: old.offset, end: tokenEnd(old.props[0]!), text: scalarText(value) };
  return end > start ? [header, linesAt(text, start, end)] : [header];
}

function insertEntry(text: string, map: MapToken, keys: readonly string[], value: string, step: number): Splice[] {
  if (map.type === 'block-map') return [linesAfter(text, tokenEnd(map), blockLines(keys, value, map.indent, step))];
  const last = entriesOf(map).at(-1);
  const inner = map.offset + 1;
  if (last === undefined) {
    const end = isEmptyBraces(text, map) ? tokenEnd(map) - 1 : inner;
    return [{ start: inner, end, text: ` ${flowText(keys, value, ' ')} ` }];
  }
  const at = entryEnd(last);
  return [{ start: at, end: at, text: `, ${flowText(keys, value, /\s/.test(text[inner] ?? '') ? ' ' : '')}` }];
}

/** Turns an empty value into a map of one entry. */
function fillEntry(
  text: string,
  map: MapToken,
  entry: MapEntry,
  keys: readonly string[],
  value: string,
  step: number,
): Splice[] {
  const old = entry.value;
  if (map.type !== 'block-map') {
    const braces = `{ ${flowText(keys, value, ' ')} }`;
    return [isNothing(old) ? afterColon(entry, ` ${braces}`) : { start: old.offset, end: tokenEnd(old), text: braces }];
  }
  const lines = linesAfter(text, entryEnd(entry), blockLines(keys, value, map.indent + step, step));
  if (isNothing(old)) return [lines];
  return [{ start: blankStart(text, old.offset), end: tokenEnd(old), text: '' }, lines];
}

function removeEntry(text: string, map: MapToken, entry: MapEntry, owner: MapEntry | undefined): Splice[] {
  const start = entry.start.find(({ type }) => type === 'explicit-key-ind')?.offset ?? entry.key?.offset ?? 0;
  const end = entryEnd(entry);
  if (map.type !== 'block-map') return removeFromBraces(text, map, entry, start, end);
  const lines = linesAt(text, start, end);
  return entriesOf(map).length === 1 && owner !== undefined ? [afterColon(owner, ' {}'), lines] : [lines];
}

function removeFromBraces(
  text: string,
  map: CST.FlowCollection,
  entry: MapEntry,
  start: number,
  end: number,
): Splice[] {
  const entries = entriesOf(map);
  const inside = { start: map.offset + 1, end: tokenEnd(map) - 1, text: '' };
  const hasComment = (from: number, to: number) => text.slice(from, to).includes('#');
  if (entries.length === 1 && !hasComment(inside.start, start) && !hasComment(end, inside.end)) return [inside];
  const items = map.items as MapEntry[];
  const comma = items[items.indexOf(entry) + 1]?.start.find(({ type }) => type === 'comma')?.offset;
  const afterComma = comma === undefined ? end : comma + (/^,[ \t]*/.exec(text.slice(comma))?.[0].length ?? 1);
  const from = lineStart(text, start);
  const isOwnLine =
    comma !== undefined && /^\r?\n/.test(text.slice(afterComma)) && text.slice(from, start).trim() === '';
  if (isOwnLine) return [{ start: from, end: nextLine(text, comma), text: '' }];
  const before = entries[entries.indexOf(entry) - 1];
  // The comma before it goes along, unless a comment would go with it.
  if (
    before !== undefined &&
    !hasComment(entryEnd(before), start) &&
    (comma === undefined || entryEnd(before) >= from)
  ) {
    return [{ start: entryEnd(before), end, text: '' }];
  }
  const own = { start, end, text: '' };
  return comma === undefined ? [own] : [own, { start: comma, end: afterComma, text: '' }];
}

/** Whether an entry has no value, not even a written null. */
function isNothing(token: CST.Token | null | undefined): token is null | undefined {
  return !token || (token.type === 'scalar' && token.source === '');
}

function isEmptyBraces(text: string, map: MapToken): boolean {
  return map.type !== 'block-map' && text.slice(map.offset + 1, tokenEnd(map) - 1).trim() === '';
}

/** The difference in indentation of the first map within a map, if there is one. */
function firstStep(map: MapToken): number | undefined {
  if (map.type !== 'block-map') return undefined;
  for (const { value } of entriesOf(map)) {
    if (value?.type === 'block-map') return value.indent - map.indent;
  }
  return undefined;
}

function afterColon({ key, sep }: MapEntry, text: string): Splice {
  const colon = sep?.find(({ type }) => type === 'map-value-ind');
  const at = tokenEnd(colon ?? key!);
  // `{ key }` has no colon yet.
  return { start: at, end: at, text: colon ? text : `:${text}` };
}

function entryEnd({ value, sep, key, start }: MapEntry): number {
  if (!isNothing(value)) return tokenEnd(value);
  return tokenEnd(sep?.find(({ type }) => type === 'map-value-ind') ?? key ?? start[0]!);
}

/** Where the content of a token ends: the comments and blank lines after it do not count. */
function tokenEnd(token: CST.Token): number {
  switch (token.type) {
    case 'block-map':
    case 'block-seq': {
      const last = entriesOf(token).at(-1);
      return last === undefined ? token.offset : entryEnd(last);
    }
    case 'flow-collection':
      return tokenEnd(token.end[0]!);
    case 'block-scalar':
      return blockScalarContent(token).end;
    case 'document':
      return token.offset;
    default:
      return token.offset + token.source.length;
  }
}

/** Where the lines of a block scalar start, and where the last of them ends. */
function blockScalarContent({ offset, props, source }: CST.BlockScalar): { start: number; end: number } {
  const start = props.reduce((at, prop) => at + ('source' in prop ? prop.source.length : 0), offset);
  // Empty lines after it are in `source` only if they belong to the text ("|+").
  return { start, end: start + source.replace(/\r?\n$/, '').length };
}

function blockLines(keys: readonly string[], value: string, indent: number, step: number): string[] {
  return keys.map((key, depth) => {
    const isLast = depth === keys.length - 1;
    return `${' '.repeat(indent + depth * step)}${scalarText(key)}:${isLast ? ` ${scalarText(value)}` : ''}`;
  });
}

function flowText([key = '', ...rest]: readonly string[], value: string, pad: string): string {
  const inner = rest.length === 0 ? scalarText(value) : `{${pad}${flowText(rest, value, pad)}${pad}}`;
  return `${scalarText(key)}: ${inner}`;
}

/** Whole lines after the line of `offset`. A file without a newline at its end stays so. */
function linesAfter(text: string, offset: number, lines: readonly string[]): Splice {
  const at = nextLine(text, offset);
  const eol = eolAt(text, offset);
  const isFreshLine = at === firstLine(text) || text[at - 1] === '\n';
  const inserted = lines.map((line) => (isFreshLine ? line + eol : eol + line)).join('');
  return { start: at, end: at, text: inserted };
}

/** The lines from `start` to `end`. Where they end the file without a newline, the line before them will. */
function linesAt(text: string, start: number, end: number): Splice {
  const from = lineStart(text, start);
  const to = nextLine(text, end);
  const newline = text.endsWith('\n') || to < text.length ? '' : (/\r?\n$/.exec(text.slice(0, from))?.[0] ?? '');
  return { start: from - newline.length, end: to, text: '' };
}

/** The line end in use at `offset`, or else in the file. */
function eolAt(text: string, offset: number): string {
  const next = text.indexOf('\n', offset);
  const newline = next === -1 ? text.indexOf('\n') : next;
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

function nextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

function lineStart(text: string, offset: number): number {
  return Math.max(firstLine(text), text.lastIndexOf('\n', offset - 1) + 1);
}

/** The start of the text proper: a byte order mark stays in front. */
function firstLine(text: string): number {
  return text.startsWith('\uFEFF') ? 1 : 0;
}

function blankStart(text: string, offset: number): number {
  let start = offset;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start -= 1;
  return start;
}

/** Words and numbers with characters that mean nothing in YAML, in braces or out of them. */
const PLAIN = /^[\w./](?:[\w./@+-]|:(?=[\w./@+-])| (?=[\w./@+-]))*$/;
/** What a reader of YAML 1.1 or 1.2 takes for a number, a date, a boolean or null. Underscores are removed before. */
const NOT_TEXT = [
  /^(?:y|yes|n|no|on|off|true|false|null)$/i,
  /^[\d.:]+(?:e[-+]?\d+)?$/i,
  /^0[box][-+\da-f]*$/i,
  /^\.(?:inf|nan)$/i,
  /^\d{4}-\d\d?-\d\d?(?:$|[Tt ])/,
];
/** `1.2.3` is a text for all readers. */
const VERSION = /^\d+(?:\.\d+){2,}$/;
/** Characters that do not show. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A text as a YAML scalar, in the style of the one that it replaces where that style can hold it. */
export function scalarText(value: string, like = 'scalar'): string {
  if (like === 'single-quoted-scalar' && value.search(HIDDEN) === -1) return `'${value.replaceAll("'", "''")}'`;
  const bare = value.replaceAll('_', '');
  const isText = VERSION.test(value) || !NOT_TEXT.some((pattern) => pattern.test(bare));
  if (like !== 'double-quoted-scalar' && PLAIN.test(value) && isText) return value;
  // JSON's escapes are YAML's, except that a character outside the first plane is one escape.
  return JSON.stringify(value).replace(HIDDEN, (char) => {
    return `\\U${char.codePointAt(0)!.toString(16).toUpperCase().padStart(8, '0')}`;
  });
}
