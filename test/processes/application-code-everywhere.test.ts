import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { program } from '../../src/cli/program';
import type { Terminal } from '../../src/cli/terminal';
import { type Outcome, towpath } from '../helpers/cli';
import { copyOf, folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { shop, tree, workspaceWith } from '../helpers/workspace';
import { serveCluster } from '../memory-cluster/serve';

// Some hundred processes.
jest.setTimeout(600_000);

const object = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: old }\ndata: { a: b }\n';

/** A call of each command, in a workspace whose application does what it wants. */
const calls: Readonly<Record<string, readonly (readonly string[])[]>> = {
  init: [['init', 'shop']],
  adopt: [['adopt', 'old', 'prod=old.yaml', '--dry-run']],
  synth: [['synth'], ['synth', '--check'], ['synth', '--stdout']],
  validate: [['validate'], ['validate', '--advise']],
  flows: [['flows']],
  explain: [['explain', '-e', 'dev', 'shop.api.replicas']],
  pin: [['pin', '-e', 'dev', 'shop/api=v5']],
  diff: [
    ['diff', '--base', 'HEAD'],
    ['diff', '-e', 'dev'],
  ],
  deploy: [['deploy', '-e', 'dev', '--dry-run=client']],
  promote: [['promote', 'prod', '--pins', '--dry-run']],
  rollback: [['rollback', '-e', 'dev', 'shop', '-y']],
  delete: [['delete', '-e', 'dev', 'shop', '-y']],
  deployments: [['deployments', '-e', 'dev']],
  status: [['status', '-e', 'dev']],
  history: [['history', '-e', 'dev']],
  gates: [['gates', '-e', 'prod']],
  approve: [['approve', '-e', 'prod']],
  hold: [['hold', '-e', 'dev', 'shop', '--version', 'v9', '--why', 'x']],
  rbac: [['rbac', '-e', 'dev']],
  schema: [['schema']],
  portal: [
    ['portal', 'init'],
    ['portal', 'flows'],
  ],
  completion: [['completion', 'bash']],
};

const silent = { out() {}, err() {}, width: 80 } as unknown as Terminal;
const commands = program(silent).commands;

test('every command has a call', () => {
  expect(Object.keys(calls)).toEqual(commands.map((command) => command.name()));
});

/** The calls, and each with `-o json` where its command has that. */
const all = commands.flatMap((command) => {
  const hasJson = command.options.some(({ long, argChoices }) => long === '--output' && argChoices?.includes('json'));
  const plain = calls[command.name()] ?? [];
  return [
    ...plain,
    ...(hasJson ? plain.filter((args) => !args.includes('--stdout')).map((args) => [...args, '-o', 'json']) : []),
  ];
});

const prints = "console.log('NOISE'); process.stdout.write('NOISE'); console.error('NOISE');";

/** Code at the top of an application's file that does what a library would not do. Each command is run with it. */
const deeds: Readonly<Record<string, string>> = {
  'prints terminal codes': "process.stderr.write('\\u001b[2J\\u001b]0;x\\u0007'); console.log('\\u001b[31mNOISE');",
  'ends the process later': 'setTimeout(() => process.exit(0), 1);',
  'ends the process without a listener': 'process.reallyExit(0);',
  'rejects later': 'setTimeout(() => Promise.reject(null), 1);',
  'throws what cannot be read': 'throw { get message() { throw 1; }, toString() { throw 2; } };',
  'changes the folder and the exit code': "process.chdir('/'); process.exitCode = 7;",
  'sets variables': `for (const name of Object.keys(process.env)) delete process.env[name];
    const [NODE_OPTIONS, KUBECONFIG, PATH, HOME, GIT_DIR, TOWPATH_OUTPUT] = ['--no-such', '/none', '/none', '/none', '/none', 'html'];
    Object.assign(process.env, { NODE_OPTIONS, KUBECONFIG, PATH, HOME, GIT_DIR, TOWPATH_OUTPUT });`,
  'replaces the writers of the process':
    'process.stdout.write = process.stderr.write = console.log = () => { throw new Error(); };',
  'replaces a built-in': 'Array.prototype.map = () => [];',
  'adds a field to all objects': "Object.prototype.extra = 'NOISE';",
};

/** More of this code. What it does to one command it does to each. */
const moreDeeds: Readonly<Record<string, string>> = {
  'ends the process': 'process.exit(0);',
  'ends the process later, without a listener': 'setTimeout(() => process.reallyExit(0), 1);',
  'removes all listeners and ends the process': 'process.removeAllListeners(); process.exit(0);',
  'says that it ends already, and ends the process': 'process._exiting = true; process.exit(0);',
  aborts: 'process.abort();',
  'sends itself a signal': 'process.kill(process.pid);',
  'sends itself Ctrl-C': "process.kill(process.pid, 'SIGINT');",
  'ends the process as Ctrl-C does': 'process.exit(130);',
  'kills itself': "process.kill(process.pid, 'SIGKILL');",
  'ends the process when it ends': "process.on('exit', () => process.exit(0));",
  'replaces how Node ends the process': 'process.reallyExit = () => {}; setInterval(() => {}, 1000);',
  'closes the standard output': "require('node:fs').closeSync(1);",
  'closes the standard output later': "setTimeout(() => require('node:fs').closeSync(1), 1);",
  'opens a file in the place of the standard output':
    "require('node:fs').closeSync(1); require('node:fs').openSync('taken', 'w');",
  'ends and destroys the streams':
    'process.stdout.end(); process.stderr.end(); process.stdout.destroy(); process.stderr.destroy();',
  'removes the console': 'delete globalThis.console;',
  'never settles': 'await new Promise(() => {});',
  'throws null': 'throw null;',
  'throws a text': "throw 'a\\u001b[2Jb';",
  'throws terminal codes': "throw new Error('a\\u001b[2Jb\\u001b]0;x\\u0007');",
  'throws 4,000 lines': "throw new Error(Array(4000).fill('line 1:2').join('\\n'));",
  rejects: "void Promise.reject(new Error('late'));",
  'throws from a timer': "setTimeout(() => { throw new Error('late'); }, 1);",
  'changes the folder later': "setTimeout(() => process.chdir('/'), 1);",
  'replaces JSON.stringify': "JSON.stringify = () => '{}';",
  'replaces a built-in later': 'setTimeout(() => { Array.prototype.map = () => []; }, 1);',
  'replaces a built-in for good':
    "Object.defineProperty(Array.prototype, 'map', { value: () => [], configurable: false, writable: false });",
  'replaces a built-in and ends the process': 'Array.prototype.map = () => []; process.exit(0);',
  'replaces an iterator': 'Array.prototype[Symbol.iterator] = function* () {};',
  'replaces a class': 'globalThis.Map = class {};',
  'removes a built-in': 'delete Array.prototype.flatMap;',
  'freezes built-ins':
    'for (const it of [Object, Array, Map, Promise, Error, Function]) { Object.freeze(it); Object.freeze(it.prototype); }',
  'replaces functions of fs':
    "const fs = require('node:fs'); fs.writeFileSync = () => {}; fs.readFileSync = () => ''; fs.statSync = () => {};",
  'replaces process.exit': 'process.exit = () => {}; setInterval(() => {}, 1000);',
};

let kubeconfig: string;
/** A checkout in which the application is good. */
let checkout: string;
/** Calls whose answer is spoilt by what the application prints. */
const noisy: object[] = [];
/** The calls that run code of applications, with what they answer if that code prints, and if it fails. */
const running: { readonly args: readonly string[]; readonly answers: readonly Answer[] }[] = [];

interface Answer {
  readonly code: number | null;
  /** Without moments and the path of the workspace. */
  readonly stdout: string;
  /** The files of the workspace afterwards, by path. */
  readonly files: Readonly<Record<string, string>>;
}

beforeAll(async () => {
  const cluster = await serveCluster('shop-dev', 'shop-prod');
  kubeconfig = join(folderWith({ kubeconfig: cluster.kubeconfig('office') }), 'kubeconfig');
  const environment = (name: string, from: string, tag: string) =>
    `${from}namespace: shop-${name}\ncluster: { context: office }\napps: { shop: { tag: ${tag} } }\n`;
  checkout = workspaceWith({
    'apps/shop.ts': shop,
    'environments/dev.yaml': environment('dev', '', 'v2'),
    'environments/prod.yaml': environment('prod', 'promotesFrom: [dev]\n', 'v1'),
    'old.yaml': object,
    '.gitignore': 'node_modules\n',
  });
  git(checkout, 'init', '--quiet', '--initial-branch=main');
  git(checkout, 'add', '-A');
  git(checkout, 'commit', '--quiet', '-m', 'first');
  await atOnce(all, async (args) => {
    const { outcome, answer } = await run(args, prints);
    const faults = faultsOf(args, outcome);
    if (faults.length > 0) noisy.push({ call: args.join(' '), faults });
    if (!outcome.stderr.includes('NOISE') || args.includes('json')) return;
    // Some commands leave out an application that cannot be loaded.
    running.push({ args, answers: [answer, (await run(args, 'throw new Error();')).answer] });
  });
});

/** Runs a call where the application was good, and begins with other code now. */
async function run(
  args: readonly string[],
  deed: string,
): Promise<{ readonly outcome: Outcome; readonly answer: Answer }> {
  const root = copyOf(checkout);
  writeFileSync(join(root, 'apps/shop.ts'), `${deed}\n${shop}`);
  const outcome = await towpath(root, args, { env: { KUBECONFIG: kubeconfig } });
  const files = ['dist', 'environments'].map((folder) => tree(join(root, folder)));
  const { code, stdout } = outcome;
  const answer: Answer = { code, stdout, files: Object.assign({}, ...files) };
  return { outcome, answer: JSON.parse(JSON.stringify(answer).replaceAll(root, 'ROOT').replace(moments, 'MOMENT')) };
}

const moments = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** Does something with each of some values, for two at the same time. */
async function atOnce<T>(values: readonly T[], work: (value: T) => Promise<void>): Promise<void> {
  const left = [...values];
  const next = async (): Promise<void> => {
    for (let value = left.shift(); value !== undefined; value = left.shift()) await work(value);
  };
  await Promise.all([next(), next()]);
}

/** What an answer has against it: nothing, if it is that of good code, or a report with codes. */
function faultsOf(args: readonly string[], { code, signal, stdout, stderr }: Outcome): string[] {
  const faults: string[] = [];
  if (signal !== null) faults.push(`signal ${signal}`);
  if (![0, 1, 2, 3].includes(code ?? -1)) faults.push(`code ${code}`);
  if ((code ?? 0) > 1 && !/^error [a-z-]+:/m.test(stderr)) faults.push('no code of an error');
  if (/fault of towpath|bug in towpath|^failed:|^ {4}at /m.test(stderr)) faults.push('a stack or an error of our own');
  if (stdout.includes('NOISE')) faults.push('noise in the result');
  if (args.includes('json') && !isJson(stdout)) faults.push('no JSON');
  return faults;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What is wrong with the answer to each call, with the answer. */
async function faultsWith(deed: string, calls: typeof running): Promise<object[]> {
  const found: object[] = [];
  await atOnce(calls, async ({ args, answers }) => {
    const { outcome, answer } = await run(args, deed);
    const faults = faultsOf(args, outcome);
    const isKnown = answers.some((one) => isDeepStrictEqual(one, answer));
    if ((answer.code ?? 0) < 2 && !isKnown) faults.push('another result');
    const { stdout, stderr } = outcome;
    if (faults.length > 0) found.push({ args, faults, out: stdout.slice(0, 200), err: stderr.slice(0, 400) });
  });
  return found;
}

test.each(Object.entries(deeds))('an application that %s, in every command', async (_, deed) => {
  expect(await faultsWith(deed, running)).toEqual([]);
});

test.each(Object.entries(moreDeeds))('an application that %s', async (_, deed) => {
  const calls = running.filter(({ args }) => args.join(' ') === 'synth');
  expect(calls).toHaveLength(1);
  expect(await faultsWith(deed, calls)).toEqual([]);
});

test('what an application prints is in no result', () => {
  expect(noisy).toEqual([]);
});

test('most commands run code of applications', () => {
  expect(running.length).toBeGreaterThan(10);
});
