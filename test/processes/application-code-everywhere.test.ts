import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program } from '../../src/cli/program';
import type { Terminal } from '../../src/cli/terminal';
import { type Outcome, towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { shop, workspaceWith } from '../helpers/workspace';
import { type ServedCluster, serveCluster } from '../memory-cluster/serve';

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

/** What code of an application does at the top of its file. */
const deeds: Readonly<Record<string, string>> = {
  prints: "console.log('NOISE'); process.stdout.write('NOISE'); console.error('NOISE');",
};

let cluster: ServedCluster;
beforeAll(async () => {
  cluster = await serveCluster('shop-dev', 'shop-prod');
});

/** A checkout in which the application was good, and is not any more. */
function shopThat(deed: string) {
  const environment = (name: string, from: string, tag: string) =>
    `${from}namespace: shop-${name}\ncluster: { context: office }\napps: { shop: { tag: ${tag} } }\n`;
  const root = workspaceWith({
    'apps/shop.ts': shop,
    'environments/dev.yaml': environment('dev', '', 'v2'),
    'environments/prod.yaml': environment('prod', 'promotesFrom: [dev]\n', 'v1'),
    'old.yaml': object,
    '.gitignore': 'node_modules\n',
  });
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '-m', 'first');
  writeFileSync(join(root, 'apps/shop.ts'), `${deed}\n${shop}`);
  return root;
}

/** What an answer has against it: nothing, if it is a result or a report with codes. */
function faultsOf(args: readonly string[], { code, signal, stdout, stderr }: Outcome): string[] {
  const faults: string[] = [];
  if (signal !== null) faults.push(`signal ${signal}`);
  if (![0, 1, 2, 3].includes(code ?? -1)) faults.push(`code ${code}`);
  if ((code ?? 0) > 1 && !/^error [a-z-]+:/m.test(stderr)) faults.push('no code of an error');
  if (/fault of towpath|^failed:|^ {4}at /m.test(stderr)) faults.push('a stack or an error of our own');
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

test.each(Object.entries(deeds))('an application that %s', async (_, deed) => {
  const kubeconfig = join(folderWith({ kubeconfig: cluster.kubeconfig('office') }), 'kubeconfig');
  const root = shopThat(deed);
  const found: object[] = [];
  for (const args of all) {
    const outcome = await towpath(root, args, { env: { KUBECONFIG: kubeconfig } });
    const faults = faultsOf(args, outcome);
    if (faults.length > 0)
      found.push({
        call: args.join(' '),
        faults,
        code: outcome.code,
        out: outcome.stdout.slice(0, 200),
        err: outcome.stderr.slice(0, 400),
      });
  }
  expect(found).toEqual([]);
});
