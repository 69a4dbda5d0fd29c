import fc from 'fast-check';
import { lastLines, mostLines, mostText, withoutTerminalCodes } from '../../../src/release/pod-output/last-lines';
import { masker } from '../../../src/release/pod-output/mask';

const value = fc
  .string({ minLength: 4, maxLength: 40, unit: 'grapheme' })
  .filter((text) => /^[^\s*\p{C}]+$/u.test(text));

test('a value of four characters or more is found nowhere in the masked text', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), fc.array(fc.string()), (values, between) => {
      const text = values.flatMap((one, index) => [between[index] ?? ' ', one]).join('');
      const masked = masker(values)(text);
      expect(values.filter((one) => masked.includes(one))).toEqual([]);
    }),
  );
});

test.each([
  ['as it is', 'hunter2-hunter2', 'password hunter2-hunter2 is wrong'],
  ['with a terminal code inside', 'hunter2-hunter2', 'hunter2-\u001b[31mhunter2\u001b[0m'],
  ['in base64', 'hunter2-hunter2', Buffer.from('hunter2-hunter2').toString('base64')],
  ['in an address', 'p@ss/word!', `https://app:${encodeURIComponent('p@ss/word!')}@db`],
  ['in JSON', 'a"quoted"word', JSON.stringify({ password: 'a"quoted"word' })],
  ['a line of several', 'first-long-line\nsecond-long-line', 'read second-long-line'],
  ['a password that is a part of an address', 'postgres://app:hunter2hunter2@db/shop', 'no login with hunter2hunter2'],
  ['a setting of a file', 'user=app\npassword=hunter2hunter2\n', 'no login with hunter2hunter2'],
  ['with a line feed at its end', 'hunter2-hunter2\n', 'password hunter2-hunter2 is wrong'],
  ['a short one that is a word', 'abc', 'the word is abc'],
])('a value is masked %s', (_, secret, text) => {
  const masked = masker([secret])(withoutTerminalCodes(text));
  expect(masked).toContain('***');
  for (const part of [secret.trim(), 'hunter2', 'second-long-line']) expect(masked).not.toContain(part);
});

test('values that overlap leave nothing of either', () => {
  expect(masker(['abcdef', 'defghi'])('abcdefghi!')).toBe('***!');
});

test('a short value inside of a word, an empty value and white space are not masked', () => {
  expect(masker(['1', '', ' '])('port 5132 of 1')).toBe('port 5132 of ***');
});

test('only the last lines are kept, without codes that control a terminal', () => {
  const lines = Array.from({ length: 3 * mostLines }, (_, index) => `\u001b[2J\u0007line ${index}\u001b]0;title\u0007`);
  const found = lastLines(withoutTerminalCodes(lines.join('\r\n')));
  expect(found).toHaveLength(mostLines);
  expect(found.at(-1)).toBe(`line ${3 * mostLines - 1}`);
  const long = lastLines('x'.repeat(10 * mostText));
  expect(long.join('').length).toBe(mostText + 1);
});
