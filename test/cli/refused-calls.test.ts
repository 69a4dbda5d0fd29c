import type { Command, Option } from 'commander';
import { closest } from 'fastest-levenshtein';
import { program } from '../../src/cli/program';
import type { Terminal } from '../../src/cli/terminal';
import { type Call, outcomesOf } from '../helpers/calls';
import '../helpers/cli';
import { shopFiles, workspaceWith } from '../helpers/workspace';

const { commands, options: general } = program({} as Terminal);
const takesValue = ({ required, optional }: Option) => required || optional;
const root = workspaceWith(shopFiles);

/** What a call says to a person, and as JSON. No call of this file gets as far as to write or to ask a cluster. */
async function answersTo(calls: readonly (readonly string[])[]): Promise<Map<string, string>> {
  const made = calls.map(
    (args): Call => ({ folder: root, args: args as string[], env: { KUBECONFIG: '/nonexistent' } }),
  );
  const outcomes = await outcomesOf(made);
  return new Map(
    outcomes.map(({ code, stdout, stderr }, index) => {
      const call = (calls[index] ?? []).join(' ');
      expect({ call, code, stdout }).toEqual({ call, code: 2, stdout: '' });
      expect(stderr).toMatch(/^error [a-z-]+: /);
      return [call, stderr];
    }),
  );
}

/** The arguments that a command needs, so that nothing but the option is wrong. */
const needed = (command: Command): string[] => [
  ...(command.options.some(({ mandatory }) => mandatory) ? ['-e', 'dev'] : []),
  ...command.registeredArguments.filter(({ required }) => required).map(exampleOf),
];
const exampleOf = ({ argChoices, description }: { argChoices?: string[]; description: string }): string =>
  argChoices?.[0] ?? (/APP=TAG/.test(description) ? 'shop=v2' : /source/.test(description) ? 'dev=apps' : 'shop');

/** A word with another last letter. */
const misspelt = (word: string) => `${word.slice(0, -1)}x`;

const everyOption = commands.flatMap((command) =>
  command.options.filter(({ hidden }) => !hidden).map((option) => ({ command, option })),
);

test('a value that is nearly one of the choices is corrected, whatever its case', async () => {
  const withChoices = [
    ...everyOption.map(({ command, option }) => ({
      command,
      choices: option.argChoices,
      words: [String(option.long)],
    })),
    ...commands.flatMap((command) =>
      command.registeredArguments.map(({ argChoices }) => ({ command, choices: argChoices, words: [] as string[] })),
    ),
  ];
  const cases = withChoices.flatMap(({ command, choices = [], words }) =>
    choices.flatMap((choice) => {
      const wrong = [misspelt(choice), choice.toUpperCase()];
      const rest = words.length > 0 ? needed(command) : [];
      return wrong.map((word) => ({
        call: [command.name(), ...words, word, ...rest],
        meant: closest(word.toLowerCase(), choices),
      }));
    }),
  );
  expect(cases.length).toBeGreaterThan(60);
  const said = await answersTo(cases.map(({ call }) => call));
  for (const { call, meant } of cases) expect(said.get(call.join(' '))).toContain(`did you mean \`${meant}\`?`);
});

test('an option without its value says what the value is', async () => {
  const cases = everyOption.filter(({ option }) => option.required);
  const said = await answersTo(cases.map(({ command, option }) => [command.name(), String(option.long)]));
  for (const { command, option } of cases) {
    const isEnvironment = option.long === '--env';
    const values = isEnvironment ? ['dev', 'prod'] : option.argChoices;
    expect(said.get(`${command.name()} ${option.long}`)).toContain(values?.join(', ') ?? option.description);
  }
});

test('an option with one letter wrong or with a dash is corrected', async () => {
  const cases = everyOption.flatMap(({ command, option }) => {
    const long = String(option.long);
    const value = takesValue(option) ? ['x'] : [];
    const typed = [misspelt(long), `\u2014${long.slice(2)}`];
    return typed.map((word) => ({ call: [command.name(), ...needed(command), word, ...value], command }));
  });
  const said = await answersTo(cases.map(({ call }) => call));
  for (const { call, command } of cases) {
    const names = [...command.options, ...general].map(({ long }) => long);
    const [, meant] = /(?:did you mean|hyphens:) (?:one of )?`?(--[\w-]+)/.exec(said.get(call.join(' ')) ?? '') ?? [];
    expect({ call, isOption: names.includes(meant) }).toEqual({ call, isOption: true });
  }
});

test('a word too many is named', async () => {
  const limited = commands.filter(({ registeredArguments }) => registeredArguments.every(({ variadic }) => !variadic));
  const said = await answersTo(
    limited.map((command) => [
      command.name(),
      ...needed(command),
      ...(command.name() === 'init' ? ['shop'] : command.name() === 'history' ? ['shop'] : []),
      'surplus',
    ]),
  );
  expect(said.size).toBe(limited.length);
  for (const text of said.values()) expect(text).toContain('`surplus`');
});

test('every command that takes an environment says the same about one that does not exist', async () => {
  const taking = commands.filter(({ options }) => options.some(({ long }) => long === '--env'));
  const calls = taking.map((command) => {
    const rest = needed(command).filter((word) => word !== '-e' && word !== 'dev');
    const part = command.name() === 'portal' ? ['address'] : rest;
    return [command.name(), ...part, '-e', 'prdo'];
  });
  const said = await answersTo(calls);
  expect(said.size).toBeGreaterThan(12);
  for (const [call, text] of said)
    expect({ call, text }).toEqual({
      call,
      text: 'error unknown-environment: there is no environment `prdo`\n  did you mean `prod`?\n',
    });
});

test.each([
  ['rollback prod', '`-e prod`'],
  ['history prod', '`-e prod`'],
  ['gates', 'one of: dev, prod'],
  ['status prod', '`-e prod`'],
  ['status dev prod', '`-e dev,prod`'],
  ['validate environments/prod.yaml', '`-e prod`'],
  ['validate -e environments/prod.yaml', 'did you mean `prod`?'],
  ['validate -e prod.yaml', 'did you mean `prod`?'],
  ['synth -e dev prod', '-e dev,prod'],
  ['synth -env dev', '`--env`'],
  ['synth -e dev,', 'a name is empty'],
  ['promote -e prod', '`towpath promote ENV`'],
  ['rollback -e prod --revision 3', '`--to`'],
  ['flows -V', '`towpath flows` has no option `-V`'],
  ['-V', 'did you mean `-v`?'],
  ['SYNTH', 'did you mean synth?'],
  ['remove -e prod shop', 'did you mean delete?'],
  ['destroy', 'did you mean delete?'],
  ['version', 'did you mean --version?'],
  ['delete -e prod shop/api', 'only a whole application'],
  ['portal init -e prod', 'remove `-e`'],
  ['approve -e dev', 'git-unavailable'],
  ['diff --base main', 'git-unavailable'],
  ['adopt adopted tst=a,prod=b', 'separate the environments with spaces'],
])('towpath %s is answered with %s', async (line, words) => {
  const said = await answersTo([line.split(' ')]);
  expect(said.get(line)).toContain(words);
});

test.each([
  [['approve', '-e', 'prod', '--why', '']],
  [['synth', '-e', '']],
  [['synth', '--target', '']],
  [['adopt', 'adopted', 'tst=apps', '--own', '']],
  [['adopt', 'adopted', 'tst=apps', '--select', ' ']],
])('an empty text is refused: %j', async (args) => {
  expect((await answersTo([args])).get(args.join(' '))).toContain(' is no value of ');
});

test('names may stand behind commas and spaces', async () => {
  const call = { folder: root, args: ['synth', '--stdout', '-e', 'dev, prod', '--target', ' yaml'] };
  expect(await outcomesOf([call])).toMatchObject([{ code: 0, stderr: '' }]);
});

test('a wrong value of a variable names the variable', async () => {
  const call = { folder: root, args: ['flows'], env: { TOWPATH_OUTPUT: 'jsno' } };
  const [said] = await outcomesOf([call]);
  expect(said?.stderr).toContain('`jsno` is no value of `TOWPATH_OUTPUT`\n  did you mean `json`?');
});

test('help about help is help', async () => {
  expect(await outcomesOf([{ folder: root, args: ['help', 'help'] }])).toMatchObject([{ code: 0, stderr: '' }]);
});
