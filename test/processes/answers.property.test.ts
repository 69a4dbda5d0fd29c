import fc from 'fast-check';
import { program } from '../../src/cli/program';
import type { Terminal } from '../../src/cli/terminal';
import { pathsIn, withValue } from '../actions/rollback/mutations';
import { wrongShapes } from '../helpers/arbitrary/wrong-shapes';
import { outcomesOf, type Said } from '../helpers/calls';
import type { Answer, Seen } from '../helpers/memory-server';
import { commands, keyOf, type LiveCalls, liveCalls, problemsOf } from './live-calls';

// Some hundred calls of the command line.
jest.setTimeout(600_000);

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

let live: LiveCalls;
beforeAll(async () => {
  live = await liveCalls();
});
afterAll(() => live.close());

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
      fc.record({ name: fc.constant(name), key: fc.constantFrom(...(live.asked[name] as string[])), how: wrong }),
    );
  const cases = fc.sample(fc.noBias(one), 30);
  const requests: Seen[][] = cases.map(() => []);
  const calls = cases.map(({ name, key, how }, index) =>
    live.call(name, requests[index] as Seen[], (seen, answer) => (keyOf(seen) === key ? made(how, answer) : answer)),
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
