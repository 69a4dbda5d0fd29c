import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { type Call, outcomesOf, type Said } from '../helpers/calls';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { type Change, memoryServer, type Seen } from '../helpers/memory-server';
import { obeyed } from '../helpers/obeyed';
import { shopFiles, workspaceWith } from '../helpers/workspace';
import { memoryCluster } from '../memory-cluster/memory-cluster';
import { Store } from '../memory-cluster/store';

/**
 * The calls that read answers of a cluster, and those that write after they have read. `status --watch` ends only when it
 * is interrupted; test/answers/watch.property.test.ts gives it wrong answers.
 */
export const commands: Readonly<Record<string, readonly string[]>> = {
  status: ['status'],
  'status -A': ['status', '-A', '-o', 'json'],
  deployments: ['deployments'],
  'flows -e': ['flows', '-e', 'dev'],
  diff: ['diff', '-e', 'dev'],
  'diff --revision': ['diff', '-e', 'dev', '--revision', '1..2'],
  history: ['history', '-e', 'dev'],
  'history --metrics': ['history', '-e', 'dev', '--metrics'],
  'history --revision': ['history', '-e', 'dev', 'shop', '--revision', '1'],
  gates: ['gates', '-e', 'prod'],
  hold: ['hold', '-e', 'dev'],
  'hold --why': ['hold', '-e', 'dev', 'shop', '--version', 'v9', '--why', 'loses orders'],
  'deploy --dry-run': ['deploy', '-e', 'dev', '--dry-run=server'],
  deploy: ['deploy', '-e', 'dev', '--timeout', '2s', '--logs'],
  rollback: ['rollback', '-e', 'dev', '--to', '1', '--no-wait', '--trust-record'],
  delete: ['delete', '-e', 'dev', 'shop', '-y'],
  'promote --dry-run': ['promote', 'prod', '--dry-run'],
  promote: ['promote', 'prod', '--override', 'loses orders', '-y'],
  'adopt --live': ['adopt', 'old', 'live=cluster:c/shop-dev', '--live', '--accept-secrets', '--dry-run'],
};

/** The name of a request, which is the same whenever it is sent. */
export const keyOf = ({ method, path, query }: Seen) => `${query.get('watch') ? 'WATCH' : method} ${path}`;

export interface LiveCalls {
  /** What each command asks for. */
  readonly asked: Readonly<Record<string, readonly string[]>>;
  /**
   * A call of a command against a cluster of its own, whose answers are changed.
   *
   * @param requests gets all requests
   */
  call(name: string, requests: Seen[], change: Change): Call;
  close(): Promise<void>;
}

/** A workspace whose application was deployed to a cluster twice, and is about to be deployed again. */
export async function liveCalls(): Promise<LiveCalls> {
  const server = await memoryServer();
  const folder = workspaceWith({
    ...shopFiles,
    '.gitignore': 'node_modules\n',
    'environments/dev.yaml': `${shopFiles['environments/dev.yaml']}cluster: { context: c }\n`,
    'environments/prod.yaml': `${shopFiles['environments/prod.yaml']}cluster: { context: c }\ngates: { soak: 1h }\n`,
  });
  git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'add', '-A');
  git(folder, 'commit', '--quiet', '-m', 'first');
  const store = new Store();
  const admin = memoryCluster(store).as('kubectl-create');
  for (const name of ['shop-dev', 'shop-prod'])
    await admin.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  const url = server.add(store);
  const deploy = ['deploy', '-e', 'dev', '--no-wait'];
  const prepared = [deploy, ['pin', '-e', 'dev', 'shop=v2'], deploy, ['pin', '-e', 'dev', 'shop=v3'], ['synth']];
  const done = await outcomesOf(
    prepared.map((args) => callIn(folder, args, url)),
    false,
    true,
  );
  expect(done.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);

  /** A call that edits files has a workspace of its own. */
  const call: LiveCalls['call'] = (name, requests, change) => {
    const args = commands[name] as readonly string[];
    const changed = server.add(new Store(store), (seen, answer, response) => {
      requests.push(seen);
      return change(seen, answer, response);
    });
    if (!['hold', 'promote', 'rollback'].includes(args[0] ?? '')) return callIn(folder, args, changed);
    const own = folderWith({});
    cpSync(folder, own, { recursive: true, verbatimSymlinks: true });
    return callIn(own, args, changed);
  };

  const names = Object.keys(commands);
  const requests: Seen[][] = names.map(() => []);
  const honest = names.map((name, index) => call(name, requests[index] as Seen[], (_, answer) => answer));
  // The commands do their work while the server tells the truth: some find differences, and one a closed gate.
  const outcomes = await outcomesOf(honest, false, true);
  expect(outcomes.filter(({ code }) => code !== 0 && code !== 1)).toEqual([]);
  const asked = names.map((name, index) => [name, [...new Set(requests[index]?.map(keyOf))].sort()] as const);
  return { asked: Object.fromEntries(asked), call, close: () => server.close() };
}

function callIn(folder: string, args: readonly string[], server: string): Call {
  const kubeconfig = {
    clusters: [{ name: 'c', cluster: { server } }],
    contexts: [{ name: 'c', context: { cluster: 'c' } }],
    'current-context': 'c',
  };
  const file = join(folderWith({ kubeconfig: JSON.stringify(kubeconfig) }), 'kubeconfig');
  return { folder, args, env: { TOWPATH_KUBECONFIG: file } };
}

/** What is wrong with how a command answered. */
export function problemsOf({ code, stdout, stderr }: Said): string[] {
  const isCoded = /^error [a-z-]+:/m.test(stderr) || /"code": "[a-z-]+"/.test(stdout);
  return [
    ...[stdout, stderr].flatMap((text) => obeyed(text)),
    ...((code ?? 0) > 1 && !isCoded ? [`no code: ${stderr.slice(0, 500)}`] : []),
    ...(/Invalid (?:string|input)|ZodError|undefined|UND_ERR|HPE_|ERR_ASSERTION|\bNaN|\[object/.test(stderr + stdout)
      ? [`internal: ${(stderr + stdout).slice(0, 600)}`]
      : []),
    ...(stderr.length > 30_000 ? [`${stderr.length} characters of messages`] : []),
  ];
}
