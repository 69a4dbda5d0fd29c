import { cpSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { program } from '../../src/cli/program';
import type { Terminal } from '../../src/cli/terminal';
import { pathsIn, withValue } from '../actions/rollback/mutations';
import { wrongShapes } from '../helpers/arbitrary/wrong-shapes';
import { type Call, outcomesOf, type Said } from '../helpers/calls';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { type Answer, type Change, type MemoryServer, memoryServer, type Seen } from '../helpers/memory-server';
import { obeyed } from '../helpers/obeyed';
import { shopFiles, workspaceWith } from '../helpers/workspace';
import { memoryCluster } from '../memory-cluster/memory-cluster';
import { Store } from '../memory-cluster/store';

// Some hundred calls of the command line.
jest.setTimeout(600_000);

/**
 * The calls that read answers of a cluster, and those that write after they have read. `status --watch` ends only when it
 * is interrupted; test/answers/watch.property.test.ts gives it wrong answers.
 */
const commands: Readonly<Record<string, readonly string[]>> = {
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

const bodies = {
  'a web page': '<html><body>Please log in</body></html>',
  nothing: '',
  null: 'null',
  'a list': '[]',
  'a text': '"ok"',
  'a number': '7',
  'an empty object': '{}',
  'an object without a kind': '{"metadata":{"name":"a"}}',
  'a list of nothing': '{"kind":"List","items":[null]}',
  'a Status': '{"kind":"Status","apiVersion":"v1","status":"Success"}',
  'bytes that are no text': '\u0000\ufffd\u001b[2J',
  'deep lists': '['.repeat(100_000),
  'a Status in which everything is a map': JSON.stringify({
    ...{ kind: 'Status', code: {}, reason: {}, message: {} },
    details: { causes: {}, retryAfterSeconds: {} },
  }),
  'a Status with codes of a terminal': JSON.stringify({
    ...{ kind: 'Status', code: 403, reason: '\u001b[2J', message: '\u001b[2J\n::error::x\nerror fake-code: a' },
    details: { causes: [null, 7, { reason: '\u001b[2J', field: '\u001b[2J\n', message: 'x' }], retryAfterSeconds: -1 },
  }),
  'a long Status': JSON.stringify({ kind: 'Status', message: 'x'.repeat(3_000_000) }),
};

const codes = [200, 200, 200, 200, 204, 302, 307, 400, 401, 403, 404, 407, 409, 410, 422, 429, 500, 503, 504, 999];
const headers: readonly Readonly<Record<string, string>>[] = [
  {},
  ...['-1', '1e9', 'Infinity', 'NaN', 'soon', 'Wed, 21 Oct 2099 07:28:00 GMT', ''].map((text) => ({
    'retry-after': text,
  })),
  { 'content-type': 'text/html' },
  { 'content-encoding': 'gzip' },
  { location: 'http://example.invalid/' },
  { warning: '299 - "\u0001[2J"'.replace('\u0001', ' ') },
];

/** A wrong answer: the whole of it, or one value in the right one. */
type Wrong =
  | { readonly body: keyof typeof bodies; readonly code: number; readonly headers: Readonly<Record<string, string>> }
  | { readonly cut: number }
  | { readonly at: number; readonly shape: string };

/** Any place with the same chance, from 0 to below 1. */
const share = fc.noBias(fc.nat(9999)).map((number) => number / 10_000);

const wrong: fc.Arbitrary<Wrong> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      body: fc.constantFrom(...(Object.keys(bodies) as (keyof typeof bodies)[])),
      code: fc.constantFrom(...codes),
      headers: fc.constantFrom(...headers),
    }),
  },
  { weight: 1, arbitrary: fc.record({ cut: share }) },
  {
    weight: 5,
    arbitrary: fc.record({
      at: share,
      shape: fc.constantFrom('absent', ...Object.keys(wrongShapes)),
    }),
  },
);

function made(wrong: Wrong, answer: Answer): Answer {
  if ('body' in wrong)
    return { code: wrong.code, body: wrong.code === 204 ? '' : bodies[wrong.body], headers: wrong.headers };
  if ('cut' in wrong) return { ...answer, body: answer.body.slice(0, answer.body.length * wrong.cut) };
  return { ...answer, body: withWrongValue(answer.body, wrong.at, wrong.shape) };
}

const marker = 'towpath-test-marker';

/** JSON with one value replaced. A text that holds JSON, as in a release, counts as its values. */
function withWrongValue(text: string, at: number, shape: string): string {
  const value: unknown = JSON.parse(text);
  const paths = pathsIn(value);
  const path = paths[Math.floor(at * paths.length)];
  if (!path || typeof value !== 'object') return wrongShapes[shape] ?? '';
  const inner = path.reduce<unknown>((one, step) => (one as Record<string, unknown>)[step], value);
  if (typeof inner === 'string' && /^[{[]/.test(inner)) {
    const within = (at * paths.length) % 1;
    return JSON.stringify(withValue(value, path, withWrongValue(inner, within, shape)));
  }
  if (shape === 'absent') return JSON.stringify(withValue(value, path, undefined));
  return JSON.stringify(withValue(value, path, marker)).replace(JSON.stringify(marker), () => wrongShapes[shape] ?? '');
}

const keyOf = ({ method, path, query }: Seen) => `${query.get('watch') ? 'WATCH' : method} ${path}`;

let server: MemoryServer;
let folder: string;
let store: Store;
/** What each command asks for. */
const asked: Record<string, readonly string[]> = {};

beforeAll(async () => {
  server = await memoryServer();
  folder = workspaceWith({
    ...shopFiles,
    '.gitignore': 'node_modules\n',
    'environments/dev.yaml': `${shopFiles['environments/dev.yaml']}cluster: { context: c }\n`,
    'environments/prod.yaml': `${shopFiles['environments/prod.yaml']}cluster: { context: c }\ngates: { soak: 1h }\n`,
  });
  git(folder, 'init', '--quiet', '--initial-branch=main');
  git(folder, 'add', '-A');
  git(folder, 'commit', '--quiet', '-m', 'first');
  store = new Store();
  const admin = memoryCluster(store).as('kubectl-create');
  for (const name of ['shop-dev', 'shop-prod'])
    await admin.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  const url = server.add(store);
  const deploy = ['deploy', '-e', 'dev', '--no-wait'];
  const prepared = [deploy, ['pin', '-e', 'dev', 'shop=v2'], deploy, ['pin', '-e', 'dev', 'shop=v3'], ['synth']];
  const all = prepared.map((args) => call(folder, args, url));
  const names = Object.keys(commands);
  const requests: Seen[][] = names.map(() => []);
  expect((await outcomesOf(all, false, true)).map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
  const honest = names.map((name, index) => callOf(name, requests[index] as Seen[], (_, answer) => answer));
  const outcomes = await outcomesOf(honest, false, true);
  // The commands do their work while the server tells the truth: some find differences, and one a closed gate.
  expect(outcomes.filter(({ code }) => code !== 0 && code !== 1)).toEqual([]);
  names.forEach((name, index) => {
    asked[name] = [...new Set(requests[index]?.map(keyOf))].sort();
  });
});
afterAll(() => server.close());

/** A call against a cluster of its own, which notes the requests. A call that edits files has a workspace of its own. */
function callOf(name: string, requests: Seen[], change: Change): Call {
  const args = commands[name] as readonly string[];
  const url = server.add(new Store(store), (seen, answer, response) => {
    requests.push(seen);
    return change(seen, answer, response);
  });
  if (!['hold', 'promote', 'rollback'].includes(args[0] ?? '')) return call(folder, args, url);
  const own = folderWith({});
  cpSync(folder, own, { recursive: true, verbatimSymlinks: true });
  return call(own, args, url);
}

function call(folder: string, args: readonly string[], server: string): Call {
  const kubeconfig = {
    clusters: [{ name: 'c', cluster: { server } }],
    contexts: [{ name: 'c', context: { cluster: 'c' } }],
    'current-context': 'c',
  };
  const file = join(folderWith({ kubeconfig: JSON.stringify(kubeconfig) }), 'kubeconfig');
  return { folder, args, env: { TOWPATH_KUBECONFIG: file } };
}

test('each command that connects to a cluster is called', () => {
  const silent = { out() {}, err() {}, width: 80 } as unknown as Terminal;
  const connecting = program(silent).commands.filter(({ options }) =>
    options.some(({ long }) => long === '--kubeconfig'),
  );
  const called = new Set(Object.values(commands).map(([name]) => name));
  expect([...called].sort()).toEqual(connecting.map((command) => command.name()).sort());
});

test('an answer of any shape is a result or an error with a code, and after nonsense nothing is written', async () => {
  const one = fc
    .constantFrom(...Object.keys(commands))
    .chain((name) =>
      fc.record({ name: fc.constant(name), key: fc.constantFrom(...(asked[name] as string[])), how: wrong }),
    );
  const cases = fc.sample(fc.noBias(one), 30);
  const requests: Seen[][] = cases.map(() => []);
  const calls = cases.map(({ name, key, how }, index) =>
    callOf(name, requests[index] as Seen[], (seen, answer) => (keyOf(seen) === key ? made(how, answer) : answer)),
  );
  const said = await outcomesOf(calls, false, true);
  const found = cases.flatMap((one, index) => {
    const problems = problemsOf(said[index] as Said);
    const writes = isNonsense(one) ? writesAfter(one.key, requests[index] as Seen[]) : [];
    return [...problems, ...writes].map((problem) => `${JSON.stringify(one)}: ${problem}`);
  });
  expect(found).toEqual([]);
});

/** Whether no API server answers a request for an object or a list so. */
const isNonsense = ({ key, how }: { readonly key: string; readonly how: Wrong }) =>
  key.startsWith('GET') && 'body' in how && how.code === 200;

/** What is written of the application after the first answer to a request. Records say that the command failed. */
function writesAfter(key: string, requests: readonly Seen[]): string[] {
  const first = requests.findIndex((seen) => keyOf(seen) === key);
  return requests
    .slice(first)
    .filter(({ method, query }) => method !== 'GET' && !query.has('dryRun'))
    .filter(({ path }) => !/\/(?:leases|configmaps|events|selfsubject\w+)(?:\/|$)/.test(path))
    .map((seen) => `it was written: ${keyOf(seen)}`);
}

/** What is wrong with how a command answered. */
function problemsOf({ code, stdout, stderr }: Said): string[] {
  const isCoded = /^error [a-z-]+:/m.test(stderr) || /"code": "[a-z-]+"/.test(stdout);
  return [
    ...[stdout, stderr].flatMap((text) => obeyed(text)),
    ...((code ?? 0) > 1 && !isCoded ? [`no code: ${stderr.slice(0, 500)}`] : []),
    ...(/Invalid (?:string|input)|ZodError|undefined|\bNaN|\[object/.test(stderr + stdout)
      ? [`internal: ${(stderr + stdout).slice(0, 600)}`]
      : []),
    ...(stderr.length > 30_000 ? [`${stderr.length} characters of messages`] : []),
  ];
}
