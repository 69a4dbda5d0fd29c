import { fail } from '../../src/cli/fail';
import { thrownIssues } from '../../src/workspace/thrown-issues';

const fails = () => {
  throw new Error('read');
};
const withGetter = (name: string) => Object.defineProperty(new Error('a'), name, { get: fails });
const hostile: [string, unknown][] = [
  ['a proxy', new Proxy({}, { get: fails, has: fails, getPrototypeOf: fails })],
  ['an error behind a proxy', new Proxy(new Error('a'), { get: fails })],
  ['an error with a getter for its message', withGetter('message')],
  ['an error with a getter for its name', withGetter('name')],
  ['an error with a getter for its stack', withGetter('stack')],
  [
    'an error that only claims to be of towpath',
    Object.assign(new Error('a'), { [Symbol.for('towpath.TowpathError')]: 1 }),
  ],
];

test.each(hostile)('a thrown value becomes an issue of the application file: %s', (_, error) => {
  const message = 'an error was thrown whose message cannot be read';
  expect(thrownIssues(error, 'apps/a.ts')).toEqual([
    { code: 'application-not-loaded', severity: 'error', message, location: { file: 'apps/a.ts' } },
  ]);
});

test.each(hostile)('a command that fails with a thrown value prints a message and exits with 3: %s', (_, error) => {
  const said: string[] = [];
  const codes: number[] = [];
  const terminal = {
    err: (text: string) => said.push(text),
    exit: (code: number) => codes.push(code),
    paint: { red: String },
  };
  fail(error, terminal as never);
  expect([said.length > 0, codes]).toEqual([true, [3]]);
});
