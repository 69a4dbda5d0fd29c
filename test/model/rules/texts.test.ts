import { type Kind, reported, ruleIssues } from '../../helpers/rule-issues';

const file = 'put the text into a file: a ConfigMap or a Secret that is mounted as a volume';
const zero = 'text\0';
/** With the name `A`, the sign `=` and a zero byte, one byte more than Linux allows. */
const long = 'x'.repeat(131_070);

it.each(
  reported([
    ['a variable with a zero', 'worker', { env: { A: zero } }, 'error invalid-value env.A', file],
    ['a long variable', 'worker', { env: { A: long } }, 'error invalid-value env.A', file],
    ['a long variable of two bytes', 'worker', { env: { A: 'é'.repeat(65_535) } }, 'error invalid-value env.A', file],
    ['a long argument', 'worker', { args: [`${long}xx`] }, 'error invalid-value args[0]', file],
    ['a command with a zero', 'worker', { command: ['a', zero] }, 'error invalid-value command[1]', file],
    [
      'a probe with a zero',
      'worker',
      { probes: { liveness: { exec: [zero] } } },
      'error invalid-value probes.liveness.exec[0]',
      file,
    ],
    [
      'a sidecar with a zero',
      'worker',
      { sidecars: { s: { image: 'a:1', user: 1, env: { A: zero } } } },
      'error invalid-value sidecars.s.env.A',
      file,
    ],
    [
      'an annotation with a zero',
      'worker',
      { annotations: { note: zero } },
      'warning value-unusual annotations.note',
      'write `\\\\0` for a backslash and `0`, or remove the character',
    ],
    [
      'an object in a text',
      'worker',
      { env: { A: `x=${{}}` } },
      'warning value-unusual env.A',
      'write a field of the value, or `JSON.stringify(value)`',
    ],
    [
      'a backspace for the edge of a word',
      'worker',
      { args: ['\bword\b'] },
      'warning value-unusual args[0]',
      'write `\\\\b` for a backslash and `b`, or remove the character',
    ],
    [
      'a mark of the byte order',
      'worker',
      { env: { A: '\ufeffA' } },
      'warning value-unusual env.A',
      'remove the character',
    ],
    [
      'a space without width',
      'worker',
      { args: ['a\u200bb'] },
      'warning value-unusual args[0]',
      'remove the character',
    ],
    [
      'text in another order',
      'worker',
      { args: ['a\u202eb'] },
      'warning value-unusual args[0]',
      'remove the character',
    ],
  ]),
)('%s', (_, kind: Kind, code, issue) => {
  expect(ruleIssues(kind, { code })).toEqual([issue]);
});

it('text of several lines, tabs, colours, other languages and the longest variable are no problem', () => {
  const text = 'a\r\n\tb\u001b[1m é 漢字 👨‍👩‍👧 שלום\u200f';
  const env = { A: text, B: 'x'.repeat(131_069) };
  expect(ruleIssues('worker', { code: { env, args: [text], annotations: { note: text } } })).toEqual([]);
});

it('text that an environment sets is checked too', () => {
  expect(ruleIssues('worker', { overlay: { env: { A: zero } } })).toEqual([['error invalid-value env.A', file]]);
});
