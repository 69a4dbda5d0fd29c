import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { program } from '../../src/cli/program';
import type { Terminal } from '../../src/cli/terminal';
import { writtenCall } from '../../src/cli/written-call';
import { shellWord } from '../../src/data/shell-word';

const names = {
  environments: ['dev', 'prod'],
  sources: new Map([['prod', ['dev']]]),
  flows: new Map([['shop', ['api', 'wrk']]]),
  images: new Map([['shop', ['api', 'wrk']]]),
};

/** What a shell reads in words that nobody has quoted, with what else stands in versions. */
const piece = fc.constantFrom(
  ...['v2', 'a', '1', ' ', "'", '"', '$', '$HOME', '$(touch x)', '`', ';', '&', '|', '*', '?', '[a]', '{a,b}', '~'],
  ...['!', '#', '(', ')', '<', '>', '\\', '\n', '\t', '=', '%', '^', 'é', '\u{1f600}', '-', '.', '/'],
);
const text = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
const version = fc
  .tuple(fc.constantFrom('v', "'", '$', '*', ' ', '~'), text)
  .map(([first, rest]) => first + rest.replaceAll(',', ''));

/** The words that a shell reads in each of some lines. */
function readByShell(lines: readonly string[]): string[][] {
  const script = lines.map((line) => `set -- ${line}\nprintf '%s\\0' "$@"\nprintf '\\0'\n`).join('');
  const output = execFileSync('sh', [], { input: script, encoding: 'utf8' });
  return output
    .split('\0\0')
    .slice(0, -1)
    .map((words) => words.split('\0'));
}

function meant(args: readonly string[]): string | undefined {
  const parsed = program({ err() {} } as unknown as Terminal);
  for (const command of parsed.commands) command.action(() => {}).exitOverride();
  try {
    parsed.parse(args, { from: 'user' });
  } catch {
    // An option is missing, because its value is in another word.
  }
  return writtenCall(parsed.commands.find((one) => one.name() === args[0])!, names);
}

test('a shell reads each quoted word as the word that it was', () => {
  const words = fc.sample(text, 500);
  expect(readByShell(words.map(shellWord))).toEqual(words.map((word) => [word]));
});

test('a shell reads a call that is suggested as its words', () => {
  const cases = fc.sample(fc.tuple(version, version), 200).flatMap(([version, text]) => [
    {
      typed: ['pin', 'prod', `shop:${version}`, '--outdir', text],
      wanted: ['pin', '-e', 'prod', `shop=${version}`, '--outdir', text],
    },
    { typed: ['deploy', 'prod', `shop:${version}`], wanted: ['deploy', '-e', 'prod', 'shop', '--tag', version] },
    {
      typed: ['hold', 'prod', `shop@${version}`, '--why', text],
      wanted: ['hold', '-e', 'prod', 'shop', '--version', version, '--why', text],
    },
  ]);
  const calls = cases.map(({ typed }) => meant(typed) ?? 'nothing');
  expect(readByShell(calls)).toEqual(cases.map(({ wanted }) => ['towpath', ...wanted]));
});

test.each([['deploy prod,-y'], ['deploy prod shop,--prune-data'], ['rollback prod,--yes']])(
  'no part of a word becomes an option: %s',
  (line) => {
    expect(meant(line.split(' '))).toBeUndefined();
  },
);
