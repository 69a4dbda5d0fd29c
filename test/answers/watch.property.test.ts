import type { ServerResponse } from 'node:http';
import timers from 'node:timers/promises';
import fc from 'fast-check';
import type { Status } from '../../src/actions/status/status';
import { watchStatus } from '../../src/actions/status/watch-status';
import { statusText } from '../../src/cli/status-text';
import { formatIssue, TowpathError } from '../../src/diagnostics';
import { mutated } from '../actions/rollback/mutations';
import { apiServer } from '../helpers/api-server';
import { withWrongShapes } from '../helpers/arbitrary/wrong-shapes';
import { obeyed } from '../helpers/obeyed';
import { configFile } from '../kubeconfig/helpers/kubeconfig';
import { answering, answers, deployment } from './answers';

// Nobody waits between two requests.
beforeEach(() => void jest.spyOn(timers, 'setTimeout').mockResolvedValue(undefined));
afterEach(() => jest.restoreAllMocks());

const forbidden = JSON.stringify({ kind: 'Status', code: 403, reason: 'Forbidden', message: 'no' });

interface Watched {
  readonly statuses: readonly Status[];
  /** The codes of an error that ended the watch. */
  readonly codes: readonly string[];
  readonly said: string;
  readonly requests: number;
}

/**
 * Watches the status on a server that answers the first watch of each list in some way. It refuses all later ones, so
 * the command ends by itself.
 */
async function watched(lists: typeof answers, first: (to: ServerResponse) => void): Promise<Watched> {
  const begun = new Set<string>();
  let requests = 0;
  const { url } = await apiServer('http', (from, to) => {
    requests += 1;
    const [path, query = ''] = (from.url ?? '').split('?');
    if (requests > 300) return void to.destroy();
    if (!query.includes('watch=')) return answering(lists)(from, to);
    if (begun.has(`${path} ${query.replace(/resourceVersion=.*/, '')}`)) return void to.writeHead(403).end(forbidden);
    begun.add(`${path} ${query.replace(/resourceVersion=.*/, '')}`);
    first(to);
  });
  const statuses: Status[] = [];
  const issues = [];
  try {
    for await (const now of watchStatus({ allNamespaces: true, kubeconfig: configFile({ server: url }, {}) }))
      statuses.push(now);
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    issues.push(...error.issues);
  }
  const shown = statuses.map((now) => statusText(now, 200));
  const told = [...issues, ...statuses.flatMap((now) => now.issues)].map((issue) => formatIssue(issue));
  return { statuses, codes: issues.map(({ code }) => code), said: [...shown, ...told].join('\n'), requests };
}

/** What is wrong with how a watch ended. */
function problemsOf({ statuses, codes, said, requests }: Watched): string[] {
  return [
    ...obeyed(said),
    ...(/Invalid (?:string|input)|ZodError|undefined|\bNaN|\[object/.test(said) ? [`internal: ${said}`] : []),
    ...(statuses.length + codes.length === 0 ? ['nothing was shown'] : []),
    ...(requests > 200 ? [`${requests} requests`] : []),
  ];
}

test('a list that the account may read and not watch is told once, and the server is not asked without end', async () => {
  const { statuses, codes, requests } = await watched(answers, (to) => to.writeHead(403).end(forbidden));
  expect(codes).toEqual([]);
  expect(requests).toBeLessThan(100);
  const told = statuses.at(-1)?.issues.filter(({ message }) => /may not watch/.test(message));
  expect(told).toEqual([
    expect.objectContaining({ message: expect.stringContaining('configmaps, deployments, pods, replicasets') }),
  ]);
});

test('an event of any shape is a status, or the list is read again', async () => {
  const event = { type: 'MODIFIED', object: { kind: 'Deployment', apiVersion: 'apps/v1', ...deployment } };
  const lines = withWrongShapes(event).map(({ text }) => text);
  const others = ['', '\n', '<html>', '{', 'null', '\u0000', '{"type":"ERROR"}', '{"type":"BOOKMARK","object":{}}'];
  const codes = [200, 200, 200, 204, 302, 401, 404, 410, 429, 500, 999];
  const line = fc.oneof(fc.constantFrom(...lines), fc.constantFrom(...others));
  await fc.assert(
    fc.asyncProperty(line, fc.constantFrom(...codes), async (text, code) => {
      const found = await watched(answers, (to) => to.writeHead(code).end(code === 204 ? '' : `${text}\n`));
      expect(problemsOf(found)).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test('an answer of any shape to a list is a status or an error with a code', async () => {
  await fc.assert(
    fc.asyncProperty(mutated(answers), async (changed) => {
      expect(problemsOf(await watched(changed, (to) => to.writeHead(403).end(forbidden)))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});
