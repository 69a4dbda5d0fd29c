import { Composer, CST, type ErrorCode, Lexer, LineCounter, Parser } from 'yaml';

/** YAML as text: every scalar is its source text, so that the schema decides what a number is, not the parser. */
export type Data = null | string | Data[] | { [key: string]: Data };

/** A place in the text. Both count from 1. */
export interface Position {
  line: number;
  column: number;
}

export type YamlProblemCode =
  | 'yaml-syntax'
  | 'yaml-alias'
  | 'yaml-duplicate-key'
  | 'yaml-forbidden-key'
  | 'yaml-tag'
  | 'yaml-several-documents'
  | 'yaml-too-large'
  | 'yaml-too-deep'
  | 'yaml-not-a-map'
  | 'yaml-key-not-text';

/** One thing that is not accepted. `path` is empty where no value can be named. */
export interface ReadProblem extends Position {
  code: YamlProblemCode;
  message: string;
  hint: string;
  path: string[];
}

export interface ReadResult {
  /** What could be read. Only to be relied on when there are no problems. */
  data: { [key: string]: Data };
  /** All that was found, in the order of the text. */
  problems: ReadProblem[];
  /** Where the key of a map entry, or a list item, stands. */
  positionOf(path: readonly (string | number)[]): Position | undefined;
}

/** An entry of a map: its tokens in the source. */
export type MapEntry = CST.CollectionItem;
/** A map, `key: value` lines or `{ braces }`. */
export type MapToken = CST.BlockMap | CST.FlowCollection;
/** A list, `- item` lines or `[brackets]`. */
export type ListToken = CST.BlockSequence | CST.FlowCollection;
type MaybeToken = CST.Token | null | undefined;
type Report = (code: YamlProblemCode, offset: number, path: string[], message: string, hint: string) => void;

const MAX_BYTES = 1024 * 1024;
const MAX_DEPTH = 64;
/** Names that are dangerous as keys of ordinary objects. */
export const FORBIDDEN_KEYS: readonly string[] = ['__proto__', 'constructor', 'prototype'];
const NULL = /^(?:~|null|Null|NULL)?$/;
/** What YAML allows in no text, and lone carriage returns, on which readers disagree. */
const CONTROL = /\r(?!\n)|(?![\t\n\r\u0085])\p{Cc}/u;

const USUAL_HINT =
  'Look here and further up for a quote, bracket or brace that is not closed, or a key without ": " after it.';
const SYNTAX_HINTS: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'Indent with spaces, start all entries of one map in the same column, and close brackets and braces.',
  BAD_SCALAR_START: 'Put the value in double quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Put a value that contains ": " in double quotes, or start the nested map on its own line.',
  BAD_DQ_ESCAPE: 'Write \\\\ for a backslash in double quotes, or use single quotes.',
  TAB_AS_INDENT: 'Replace the tab by spaces.',
};

/** Reads untrusted YAML. Never throws on its content: what is wrong with it is in `problems`. */
export function readYaml(text: string): ReadResult {
  const lines = new LineCounter();
  // Not filled by the parser: it misses lines within broken parts.
  let start = 0;
  do {
    lines.addNewLine(start);
    start = text.indexOf('\n', start) + 1;
  } while (start > 0);
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    // Editors do not count the byte order mark.
    return { line, column: line === 1 && col > 1 && text.startsWith('\uFEFF') ? col - 1 : col };
  };
  const found: (ReadProblem & { offset: number })[] = [];
  const report: Report = (code, offset, path, message, hint) => {
    found.push({ code, message, hint, path, offset, ...position(offset) });
  };
  const { root, data } = read(text, report);
  const inOrder = found.sort((a, b) => a.offset - b.offset).map(({ offset: _, ...problem }) => problem);
  const problems = withoutEchoes(inOrder);
  const positionOf = (path: readonly (string | number)[]) => {
    const offset = offsetAt(root, path);
    return offset === undefined ? undefined : position(offset);
  };
  return { data, problems, positionOf };
}

function read(text: string, report: Report): { root?: CST.Token; data: { [key: string]: Data } } {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    report('yaml-too-large', 0, [], 'The file is larger than 1 MiB.', 'Split it, or move large texts out of it.');
    return { data: {} };
  }
  const { tokens, tooDeepAt } = parseTokens(text);
  if (tooDeepAt === undefined) reportSyntax(tokens, text, report);
  else {
    const hint = `Use fewer levels of maps and lists: at most ${MAX_DEPTH}.`;
    report('yaml-too-deep', tooDeepAt, [], `The nesting is deeper than ${MAX_DEPTH} levels.`, hint);
  }
  const [first, second] = tokens.filter((token) => token.type === 'document');
  if (second !== undefined) {
    const hint = 'Keep one document per file: remove the "---" or "..." line and what follows, or merge the two.';
    report('yaml-several-documents', second.offset, [], 'A second YAML document starts here.', hint);
  }
  const data = dataOf(first?.value, first?.start, [], report);
  const root = first?.value;
  if (root === undefined) return { data: {} };
  if (isMapToken(root)) return { root, data: data as { [key: string]: Data } };
  // An alias in this place is reported already.
  const hint = 'Start the file with "key: value" entries.';
  if (root.type !== 'alias') report('yaml-not-a-map', root.offset, [], 'The file does not hold a map.', hint);
  return { root, data: {} };
}

/** By hand instead of with `parse()`, so that it stops at a depth before the recursion inside it uses up the stack. */
function parseTokens(text: string): { tokens: CST.Token[]; tooDeepAt?: number } {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    const top = parser.stack.at(-1);
    // The document itself is the first on the stack.
    if (parser.stack.length > MAX_DEPTH + 1 && CST.isCollection(top)) {
      return { tokens: [...tokens, ...parser.end()], tooDeepAt: top.offset };
    }
  }
  return { tokens: [...tokens, ...parser.end()] };
}

function reportSyntax(tokens: CST.Token[], text: string, report: Report): void {
  const control = CONTROL.exec(text);
  if (control !== null) {
    const name = `U+${control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    const hint = 'Remove it, or write it as an escape such as "\\u0007" in double quotes.';
    report('yaml-syntax', control.index, [], `The control character ${name} is not allowed in YAML.`, hint);
  }
  // Duplicate keys and tags are ours to report, with their paths.
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false });
  for (const document of composer.compose(tokens, true, text.length)) {
    for (const { code, message, pos } of document.errors) {
      if (code === 'TAG_RESOLVE_FAILED' || code === 'BAD_COLLECTION_TYPE') continue;
      report('yaml-syntax', pos[0], [], `This is not valid YAML: ${message}.`, SYNTAX_HINTS[code] ?? USUAL_HINT);
    }
  }
}

/** One slip makes several syntax errors on its line; the first one names it. */
function withoutEchoes(problems: ReadProblem[]): ReadProblem[] {
  const lines = new Set<number>();
  return problems.filter(({ code, line }) => {
    if (code !== 'yaml-syntax') return true;
    const isFirst = !lines.has(line);
    lines.add(line);
    return isFirst;
  });
}

function dataOf(token: MaybeToken, props: CST.SourceToken[] | undefined, path: string[], report: Report): Data {
  reportProps(props, path, report);
  if (isMapToken(token)) return mapOf(token, path, report);
  if (isListToken(token)) {
    return entriesOf(token).map((item, index) => {
      return dataOf(itemValue(token, item), item.sep ? [] : item.start, [...path, String(index)], report);
    });
  }
  if (token?.type === 'alias') reportAlias(token, path, report);
  const scalar = scalarOf(token);
  return scalar === undefined || (scalar.plain && NULL.test(scalar.text)) ? null : scalar.text;
}

function mapOf(map: MapToken, path: string[], report: Report): Data {
  const data: { [key: string]: Data } = {};
  const seen = new Set<string>();
  for (const entry of entriesOf(map)) {
    const offset = entryOffset(entry);
    const key = keyText(entry);
    const at = key === undefined ? path : [...path, key];
    reportProps(entry.start, at, report);
    // The composer drops such a value of a "? key" without a word.
    if (entry.value && !entry.sep?.some(({ type }) => type === 'map-value-ind')) {
      report('yaml-syntax', entry.value.offset, at, 'This is not valid YAML: a value without a ":".', USUAL_HINT);
    }
    const value = dataOf(entry.value, entry.sep, at, report);
    if (entry.key?.type === 'alias') reportAlias(entry.key, path, report);
    else if (key === undefined) {
      const hint = 'Write a single word or a quoted text before the ":".';
      report('yaml-key-not-text', offset, path, 'The key of this entry is not a text.', hint);
    } else if (key === '<<') {
      const hint = 'Write the entries out in this map.';
      report('yaml-alias', offset, at, 'Merge keys ("<<") are not accepted.', hint);
    } else if (FORBIDDEN_KEYS.includes(key)) {
      report('yaml-forbidden-key', offset, at, `The key "${key}" is not accepted.`, 'Choose another name.');
    } else if (seen.has(key)) {
      const hint = 'Keep one of the two, or merge them.';
      report('yaml-duplicate-key', offset, at, `The key "${key}" is in this map a second time.`, hint);
    } else data[key] = value;
    if (key !== undefined) seen.add(key);
  }
  return data;
}

function reportAlias({ offset, source }: CST.FlowScalar, path: string[], report: Report): void {
  const hint = 'Write the value itself in this place.';
  report('yaml-alias', offset, path, `The alias ${source} is not accepted.`, hint);
}

function reportProps(props: CST.SourceToken[] | undefined, path: string[], report: Report): void {
  for (const { type, offset, source } of props ?? []) {
    if (type === 'anchor') {
      const hint = 'Remove it, and write the value out where it is wanted.';
      report('yaml-alias', offset, path, `The anchor ${source} is not accepted.`, hint);
    } else if (type === 'tag') {
      const hint = 'Remove it; put the value in double quotes if it is meant as text.';
      report('yaml-tag', offset, path, `The tag ${source} is not accepted.`, hint);
    }
  }
}

function offsetAt(root: MaybeToken, path: readonly (string | number)[]): number | undefined {
  let token = root;
  let offset = root?.offset;
  for (const step of path) {
    const parent = token;
    if (isMapToken(parent)) {
      const entry = findEntry(parent, String(step));
      [token, offset] = [entry?.value, entry && entryOffset(entry)];
    } else {
      const item = isListToken(parent) ? entriesOf(parent)[Number(step)] : undefined;
      [token, offset] =
        isListToken(parent) && item ? [itemValue(parent, item), entryOffset(item)] : [undefined, undefined];
    }
  }
  return offset;
}

/** The entry of `key`; the first one, should there be several. */
export function findEntry(map: MapToken, key: string): MapEntry | undefined {
  return entriesOf(map).find((entry) => keyText(entry) === key);
}

/** The entries of a map or the items of a list, without the places that hold comments or a last comma only. */
export function entriesOf({ items }: MapToken | ListToken): MapEntry[] {
  const isFiller = ({ type }: CST.SourceToken) => ['space', 'newline', 'comment', 'comma'].includes(type);
  return (items as MapEntry[]).filter(({ start, key, sep, value }) => key || sep || value || !start.every(isFiller));
}

/** Whether `token` is a map, in either style. */
export function isMapToken(token: MaybeToken): token is MapToken {
  return token?.type === 'block-map' || (token?.type === 'flow-collection' && token.start.source === '{');
}

/** The text of a scalar, and whether it stands there without quotes. */
function scalarOf(token: MaybeToken): { text: string; plain: boolean } | undefined {
  // Its errors are the composer's to report.
  const scalar = CST.resolveAsScalar(token as CST.FlowScalar | undefined, true, () => {});
  return scalar === null ? undefined : { text: scalar.value, plain: scalar.type === 'PLAIN' };
}

function keyText(entry: MapEntry): string | undefined {
  const scalar = scalarOf(entry.key);
  return scalar?.plain && scalar.text === '' ? undefined : scalar?.text;
}

function isListToken(token: MaybeToken): token is ListToken {
  return token?.type === 'block-seq' || (token?.type === 'flow-collection' && token.start.source === '[');
}

/** `[a: 1]` holds a map without braces: give it some. */
function itemValue(list: ListToken, item: MapEntry): MaybeToken {
  if (!item.sep || list.type !== 'flow-collection') return item.value;
  return { ...list, start: { ...list.start, source: '{' }, items: [item] };
}

/** Its key; without one, the mark that makes it an entry or an item. */
function entryOffset({ start, key, sep, value }: MapEntry): number {
  const mark = [...start, ...(sep ?? [])].find(({ type }) => type.endsWith('-ind'));
  return (key ?? value ?? mark)?.offset ?? 0;
}
