import type { Command, Option } from 'commander';
import { closest } from 'fastest-levenshtein';
import { program } from '../../src/cli/program';
import type { Terminal } from '../../src/cli/terminal';
import { writtenCall } from '../../src/cli/written-call';
import { type Call, outcomesOf } from '../helpers/calls';
import '../helpers/cli';
import { shopFiles, workspaceWith } from '../helpers/workspace';

const { commands, options: general } = program({} as Terminal);
const takesValue = ({ required, optional }: Option) => required || optional;
const root = workspaceWith(shopFiles);

/** What a call says to a person, and as JSON. No call of this file gets as far as to write or to ask a cluster. */
async function answersTo(calls: readonly (readonly string[])[], folder = root): Promise<Map<string, string>> {
  const made = calls.map((args): Call => ({ folder, args: args as string[], env: { KUBECONFIG: '/nonexistent' } }));
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
  ['gates', 'one of: dev, prod'],
  ['validate -e environments/prod.yaml', 'did you mean `prod`?'],
  ['validate -e prod.yaml', 'did you mean `prod`?'],
  ['synth -env dev', '`--env`'],
  ['synth -e dev,', 'a name is empty'],
  ['flows -V', '`towpath flows` has no option `-V`'],
  ['-V', 'did you mean `-v`?'],
  ['SYNTH', 'did you mean synth?'],
  ['delete -e prod shop/api', 'only a whole application'],
  ['portal init -e prod', 'remove `-e`'],
  ['approve -e dev', 'git-unavailable'],
  ['diff --base main', 'git-unavailable'],
  ['adopt adopted tst=a,prod=b', 'separate the environments with spaces'],
])('towpath %s is answered with %s', async (line, words) => {
  const said = await answersTo([line.split(' ')]);
  expect(said.get(line)).toContain(words);
});

test('every option that takes a text refuses an empty one', async () => {
  const cases = everyOption.filter(({ option }) => option.required && !option.argChoices);
  const calls = cases.flatMap(({ command, option }) =>
    ['', ' '].map((text) => [command.name(), ...needed(command), String(option.long), text]),
  );
  expect(calls.length).toBeGreaterThan(100);
  for (const [call, said] of await answersTo(calls))
    expect({ call, said }).toMatchObject({ said: / is no value of `--| `--[a-z-]+` is empty$/m });
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

const names = {
  environments: ['dev', 'prod'],
  sources: new Map([['prod', ['dev']]]),
  flows: new Map([['shop', ['api', 'wrk']]]),
  images: new Map([['shop', ['api', 'wrk']]]),
};

/** What people write who know kubectl, helm, docker, cdk, pulumi or terraform, and the call that is meant. */
const calls: readonly (readonly [wrong: string, right: string])[] = [
  ['pin shop:v2', 'pin -e ENV shop=v2'],
  ['pin prod shop:v2', 'pin -e prod shop=v2'],
  ['pin shop=v2 prod', 'pin -e prod shop=v2'],
  ['pin -e prod shop v2', 'pin shop=v2 -e prod'],
  ['pin -e prod shop = v2', 'pin shop=v2 -e prod'],
  ['pin -e prod shop==v2', 'pin shop=v2 -e prod'],
  ['pin -e prod shop@v2', 'pin shop=v2 -e prod'],
  ['pin -e prod shop.api=v2', 'pin shop/api=v2 -e prod'],
  ['pin -e prod shop/api:v2,shop/wrk:v3', 'pin shop/api=v2 shop/wrk=v3 -e prod'],
  ['pin -e prod api=v2', 'pin shop/api=v2 -e prod'],
  ['pin --env=dev shop v2 --outdir out', 'pin shop=v2 --env=dev --outdir out'],
  ['pin prod', 'pin -e prod PINS'],
  ['promote dev prod', 'promote --from dev --to prod'],
  ['promote prod dev', 'promote --from dev --to prod'],
  ['promote dev to prod --dry-run', 'promote --from dev --to prod --dry-run'],
  ['promote dev..prod shop', 'promote --from dev --to prod shop'],
  ['promote --branch dev dev:prod', 'promote --from dev --to prod --branch dev'],
  ['promote shop prod', 'promote prod shop'],
  ['deploy prod', 'deploy -e prod'],
  ['deploy shop prod', 'deploy -e prod shop'],
  ['deploy -e prod shop:v2', 'deploy shop --tag v2 -e prod'],
  ['rollback 3', 'rollback -e ENV --to 3'],
  ['rollback prod', 'rollback -e prod'],
  ['rollback prod shop 3', 'rollback -e prod shop --to 3'],
  ['rollback -e prod shop 3', 'rollback shop --to 3 -e prod'],
  ['hold -e prod shop:v2', 'hold shop --version v2 -e prod'],
  ['history 3', 'history -e ENV --revision 3'],
  ['history prod shop', 'history -e prod shop'],
  ['diff prod', 'diff -e prod'],
  ['status prod', 'status -e prod'],
  ['status dev prod', 'status -e dev,prod'],
  ['synth -e dev prod', 'synth -e dev,prod'],
  ['validate environments/prod.yaml', 'validate -e prod'],
  ['explain prod shop.api.replicas', 'explain -e prod shop.api.replicas'],
  ['explain -e prod shop/api replicas', 'explain shop.api.replicas -e prod'],
  ['explain -e prod api.replicas', 'explain shop.api.replicas -e prod'],
  ['delete prod', 'delete -e prod APPLICATION'],
  ['approve prod', 'approve -e prod'],
];

test('a call in the form of another program is answered with the call that is meant', async () => {
  const folder = workspaceWith(shopFiles);
  expect(await outcomesOf([{ folder, args: ['schema'] }])).toMatchObject([{ code: 0 }]);
  const said = await answersTo(
    calls.map(([wrong]) => wrong.split(' ')),
    folder,
  );
  const found = calls.map(([wrong]) => [wrong, /\n {2}write `towpath ([^`]*)`/.exec(said.get(wrong) ?? '')?.[1]]);
  expect(found).toEqual(calls);
});

test('a command that deploys says the call that is meant too', async () => {
  const calls = ['delete', 'deploy', 'rollback'].map(
    (name): Call => ({ folder: root, args: [name, '-e', 'dev', 'dev'] }),
  );
  const said = await outcomesOf(calls);
  expect(said.map(({ stderr }) => /write `towpath ([^`]*)`/.exec(stderr)?.[1])).toEqual([
    'delete -e dev APPLICATION',
    'deploy -e dev',
    'rollback -e dev',
  ]);
});

test('the call that is meant has the right form', () => {
  const options = { ENV: 'prod', PINS: 'shop=v2', APPLICATION: 'shop' };
  for (const [, right] of calls) {
    const words = right.split(' ').map((word) => options[word as keyof typeof options] ?? word);
    const parsed = program({ err() {} } as unknown as Terminal);
    for (const command of parsed.commands) command.action(() => {});
    expect(() => parsed.parse(words, { from: 'user' })).not.toThrow();
    expect(writtenCall(parsed.commands.find((one) => one.name() === words[0]) as Command, names)).toBeUndefined();
  }
});

test.each([
  ['pin -e prod nosuch:v2'],
  ['pin -e prod example/api:v2'],
  ['pin -e prod shop='],
  ['promote prod shop:v2'],
  ['synth shop'],
  ['schema prod'],
  ['delete -f dist/prod'],
])('towpath %s means no other call', async (line) => {
  expect((await answersTo([line.split(' ')])).get(line)).not.toContain('write `towpath');
});

test.each([
  ['promote -e prod', '`towpath promote ENV`'],
  ['adopt shop -e prod x', 'ENV=SOURCE'],
  ['rollback -e prod --revision 3', '`--to`'],
  ['pin -e prod shop --tag v2', 'APP=TAG'],
  ['deploy -n shop', '`namespace: NAME`'],
  ['deploy --namespace=shop', '`namespace: NAME`'],
  ['deploy -f values.yaml', '`environments/ENV.yaml`'],
  ['deploy --set a=b', '`environments/ENV.yaml`'],
  ['deploy --all', 'leave it out'],
  ['status --all', '`-A`'],
  ['deploy --stack prod', '`--env`'],
  ['deploy --auto-approve', '`--yes`'],
  ['deploy --atomic', '`--rollback-on-failure`'],
  ['deploy --image v2', '`--tag`'],
  ['deploy --wait=false', '`--no-wait`'],
  ['deploy --yes=true', 'takes no value'],
  ['deploy --dry-run', 'one of: none, client, server'],
  ['diff --cached', '`--base HEAD`'],
  ['synth --output out', '`--outdir`'],
  ['flows --format=json', '`--output`'],
  ['init --name shop', 'without an option'],
  ['status --verbose', 'TOWPATH_DEBUG'],
  ['status --no-color', 'NO_COLOR'],
  ['-A status', 'after the command'],
  ['-e prod deploy', 'after the command'],
  ['rollout undo', 'did you mean rollback?'],
  ['rollout status', 'did you mean status?'],
  ['get pods', 'did you mean deployments?'],
  ['apply -f dist/prod', 'did you mean deploy?'],
  ['up', 'did you mean deploy?'],
  ['plan', 'did you mean diff?'],
  ['remove -e prod shop', 'did you mean delete?'],
  ['destroy', 'did you mean delete?'],
  ['version', 'did you mean --version?'],
  ['logs shop', 'call kubectl'],
  ['env list', 'a file in `environments/`'],
  ['add shop', 'a file in `apps/`'],
  ['use prod', 'kubeconfig'],
])('towpath %s, as other programs have it, is answered with %s', async (line, words) => {
  expect((await answersTo([line.split(' ')])).get(line)).toContain(words);
});
