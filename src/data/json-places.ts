/** A value of a JSON text, with its place in the text. */
export interface JsonPlace {
  readonly start: number;
  /** The offset after the value. */
  readonly end: number;
  /** The entries of a map, in the order of the text. A key may be there twice. Absent for other values. */
  readonly entries?: readonly JsonEntry[];
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
  key?: { readonly text: string; readonly start: number };
}

const space = /[ \t\n\r]*/y;
const lexeme =
  /[{}[\],:]|"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\uffff]*)*"|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

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
 * Finds the places of the values of a JSON text. Nesting may have any depth.
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
      place({ start: top.start, end, ...(top.entries && { entries: top.entries }) });
    } else if (isExpected('value', 'first') && word === '{') {
      open.push({ start: at, entries: [] });
      expected = 'firstKey';
    } else if (isExpected('value', 'first') && word === '[') {
      open.push({ start: at });
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
