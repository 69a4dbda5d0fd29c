/** The place of a value in a JSON text. */
export interface JsonPlace {
  readonly start: number;
  /** The offset after the value. */
  readonly end: number;
  /** The entries of a map, in the order of the text. A key may be there twice. Absent for other values. */
  readonly entries?: readonly JsonEntry[];
  /** The items of a list. Absent for other values. */
  readonly items?: readonly JsonPlace[];
}

export interface JsonEntry {
  readonly key: string;
  readonly start: number;
  readonly value: JsonPlace;
}

/** A text is not JSON. */
export class NotJson extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/** A map or list whose end has not been read. */
interface Open {
  readonly start: number;
  readonly entries?: JsonEntry[];
  readonly items?: JsonPlace[];
  key?: { readonly text: string; readonly start: number };
}

const space = /[ \t\n\r]*/y;
const lexeme =
  /[{}[\],:]|"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\uffff]*)*"|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/**
 * The offset of the key of an entry, or of an item. Of several entries with one key, the last one counts.
 * @returns the place of the nearest value around it if it is not there
 */
export function offsetOf(root: JsonPlace, path: readonly (string | number)[]): number {
  let place = root;
  let { start } = root;
  for (const step of path) {
    const entry = place.entries?.findLast(({ key }) => key === step);
    const value: JsonPlace | undefined = entry?.value ?? place.items?.[Number(step)];
    if (value === undefined) break;
    start = (entry ?? value).start;
    place = value;
  }
  return start;
}

/** The line and the column of an offset. Both start at 1. */
export function lineAndColumn(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** What may follow, as messages name it. */
const expectations = {
  value: 'a value',
  first: 'a value or `]`',
  key: 'a key in double quotes',
  firstKey: 'a key in double quotes or `}`',
  colon: '`:`',
  moreEntries: '`,` or `}`',
  moreItems: '`,` or `]`',
  end: 'the end of the file',
} as const;

/**
 * Finds the places of the values of a JSON text. Nesting may have any depth. The package jsonc-parser does this for
 * editors: it edits the first of two equal keys, where npm reads the last one, and fails at some thousand levels.
 * @param start the offset at which the JSON begins
 * @throws NotJson at the first offset at which the text is not JSON
 */
export function jsonPlaces(text: string, start = 0): JsonPlace {
  const open: Open[] = [];
  let whole: JsonPlace | undefined;
  let expected: keyof typeof expectations = 'value';
  const isExpected = (...names: (keyof typeof expectations)[]) => names.includes(expected);
  const place = (value: JsonPlace): void => {
    const outer = open.at(-1);
    if (outer?.key) outer.entries?.push({ key: outer.key.text, start: outer.key.start, value });
    outer?.items?.push(value);
    if (outer === undefined) whole = value;
    expected = outer === undefined ? 'end' : outer.entries ? 'moreEntries' : 'moreItems';
  };
  let at = skip(text, start);
  while (at < text.length) {
    const word = lexemeAt(text, at);
    const end = at + word.length;
    const top = open.at(-1);
    if (isExpected('key', 'firstKey') && top && word.startsWith('"')) {
      top.key = { text: JSON.parse(word) as string, start: at };
      expected = 'colon';
    } else if (isExpected('colon') && word === ':') {
      expected = 'value';
    } else if (isExpected('moreEntries') && word === ',') {
      expected = 'key';
    } else if (isExpected('moreItems') && word === ',') {
      expected = 'value';
    } else if (
      top &&
      word === (top.entries ? '}' : ']') &&
      isExpected('first', 'firstKey', 'moreEntries', 'moreItems')
    ) {
      open.pop();
      const { start, entries, items } = top;
      place({ start, end, ...(entries && { entries }), ...(items && { items }) });
    } else if (isExpected('value', 'first') && word === '{') {
      open.push({ start: at, entries: [] });
      expected = 'firstKey';
    } else if (isExpected('value', 'first') && word === '[') {
      open.push({ start: at, items: [] });
      expected = 'first';
    } else if (isExpected('value', 'first') && !/^[}\],:]?$/.test(word)) {
      place({ start: at, end });
    } else {
      throw new NotJson(`${shown(text, at)} stands where ${expectations[expected]} belongs`, at);
    }
    at = skip(text, end);
  }
  if (whole === undefined || !isExpected('end')) {
    throw new NotJson(`it ends where ${expectations[expected]} belongs`, text.length);
  }
  return whole;
}

function skip(text: string, at: number): number {
  space.lastIndex = at;
  return at + (space.exec(text)?.[0].length ?? 0);
}

/** An empty text if nothing that belongs to JSON is there. */
function lexemeAt(text: string, at: number): string {
  lexeme.lastIndex = at;
  return lexeme.exec(text)?.[0] ?? '';
}

function shown(text: string, at: number): string {
  const [word = ''] = /^(?:[\w.+-]{1,30}|"[^"\n]{0,30}"?|\/[/*]|.?)/su.exec(text.slice(at, at + 40)) ?? [];
  return word.trim() === '' ? 'a character' : `\`${word}\``;
}
