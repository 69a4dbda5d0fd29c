import fc from 'fast-check';
import { jsonText } from '../../src/cli/json';
import { table } from '../../src/cli/table';
import {
  formatIssue,
  isPrintable,
  printable,
  printableLine,
  printableLines,
  TowpathError,
} from '../../src/diagnostics';
import { stringifyObject } from '../../src/targets/yaml/stringify';
import { anyText } from '../helpers/arbitrary/any-text';
import { forbiddenSign, hostile } from '../helpers/arbitrary/hostile';
import { obeyed } from '../helpers/obeyed';

const texts = fc.oneof(hostile, anyText(), fc.string({ unit: 'grapheme' }));

test.each([
  ['Arabic', 'مرحبا بالعالم'],
  ['Persian with its joiners', 'می‌خواهم'],
  ['Hindi with its joiners', 'क्‍ष'],
  ['Hebrew', 'שלום עולם'],
  ['Chinese, Japanese and wide spaces', '日本語　全角 葛\u{e0100}'],
  ['combining marks', 'e\u0301 ñ ế'],
  ['emoji of several characters', '👩‍💻 ❤️‍🔥 🏳️‍🌈 1️⃣ 👩🏽‍💻'],
  ['what only looks like a command', 'a::b ## [x] C:\\n ::1'],
])('%s is not changed', (_, text) => {
  expect(printable(text)).toBe(text);
});

test.each([
  ['\n\t\r\u001b[31m\u007f\u009b', '\\n\\t\\r\\u001b[31m\\u007f\\u009b'],
  ['\u202e\u2066\u200f\u061c\u2028\ufeff\u200b', '\\u202e\\u2066\\u200f\\u061c\\u2028\\ufeff\\u200b'],
  ['\ud800 \u{e0041} \uffff', '\\ud800 \\udb40\\udc41 \\uffff'],
  ['pro\u200dd pro\ufe0fd', 'pro\\u200dd pro\\ufe0fd'],
  ['##[error]x ##vso[task.x] ##TeamCity[x]', '#\\u0023[error]x #\\u0023vso[task.x] #\\u0023TeamCity[x]'],
])('%j is shown by its escapes', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('printable text is not changed again', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const once of [printable(text), printableLine(text), printableLines(text)])
        expect(isPrintable(once)).toBe(true);
      expect(printable(printable(text))).toBe(printable(text));
    }),
  );
});

test('no part of an issue contains a line break', () => {
  const issue = (text: string) => ({
    code: 'unknown-key' as const,
    severity: 'error' as const,
    message: text,
    hint: text,
    path: text,
    location: { file: text },
  });
  fc.assert(
    fc.property(texts, (text) => {
      const { message } = new TowpathError([issue(`a${text}`)]);
      expect(message).toBe(formatIssue(issue(`a${text}`)));
      expect([message.split('\n').length, obeyed(message)]).toEqual([3, []]);
    }),
  );
});

test('no cell of a table contains a line break, and no row starts like an issue or a command', () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.constantFrom('error fake-code: all fine', '::error::x')), (text) => {
      const shown = table([{ head: text }, { head: 'b' }], [[text, text]], Number.POSITIVE_INFINITY);
      expect([shown.split('\n').length, obeyed(shown)]).toEqual([2, []]);
    }),
  );
});

test('JSON output has the same data when read, and contains no terminal controls', () => {
  fc.assert(
    fc.property(texts, texts, (key, text) => {
      const shown = jsonText([[key, text], { a: key }]);
      expect(JSON.parse(shown)).toEqual([[key, text], { a: key }]);
      expect(obeyed(shown)).toEqual([]);
    }),
  );
});

test('YAML output is already printable', () => {
  fc.assert(
    fc.property(texts, texts, (key, text) => {
      fc.pre(key !== '__proto__' && !/\p{Cs}/u.test(`${key} ${text}`));
      const yaml = stringifyObject({ [key]: text, list: [text, `a\n${text}`] });
      expect(printableLines(yaml)).toBe(yaml);
    }),
  );
});

test.each(['\n::error::x', '\n  ::group::x', ' ##vso[task.x]\n', '\n##[error]x\n'])(
  'a block that holds %j is written in quotes, and others stay blocks',
  (text) => {
    expect(stringifyObject({ a: `line${text}`, b: 'one\ntwo\n' })).toMatch(/^a: ".*"\nb: \|\n {2}one\n {2}two\n$/);
  },
);

test('every class of invisible characters is escaped', () => {
  const signs = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
  // Characters of Unicode's format class that are visible.
  const shaped = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\u{13430}-\u{1343f}]/u;
  expect(signs.filter((sign) => forbiddenSign.test(sign) && !shaped.test(sign) && printable(sign) === sign)).toEqual(
    [],
  );
});
