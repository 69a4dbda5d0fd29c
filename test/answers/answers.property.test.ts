import timers from 'node:timers/promises';
import fc from 'fast-check';
import { findDeployments } from '../../src/actions/deployments/find-deployments';
import { connect } from '../../src/cluster/connect';
import { translateFailures } from '../../src/cluster/failures';
import { longestText, statusOf } from '../../src/cluster/http/api-failure';
import { TowpathError } from '../../src/diagnostics';
import { mutated } from '../actions/rollback/mutations';
import { apiServer } from '../helpers/api-server';
import { configFile } from '../kubeconfig/helpers/kubeconfig';
import { answering, answers, deployment } from './answers';

beforeEach(() => {
  jest.spyOn(timers, 'setTimeout').mockResolvedValue(undefined);
});
afterEach(() => jest.restoreAllMocks());

it('deployments are found, or the error has a code, for any malformed answer of a server', async () => {
  let now = answering(answers);
  const { url } = await apiServer('http', (from, to) => now(from, to));
  const kubeconfig = configFile({ server: url }, {});
  const look = () => findDeployments({ allNamespaces: true, kubeconfig });
  expect((await look()).deployments).toMatchObject([{ application: 'shop', flow: 'api', version: 'v1' }]);
  await fc.assert(
    fc.asyncProperty(mutated(answers), async (changed) => {
      now = answering(changed);
      await expect(look().catch(codes)).resolves.toBeDefined();
    }),
    { numRuns: 100 },
  );
});

/** The codes of an error in words; another error is a fault of ours. */
function codes(error: unknown): string[] {
  if (!TowpathError.is(error)) throw error;
  return error.issues.map(({ code }) => code);
}

/** What the answers to all of our requests come to, when each of them is this text. */
async function codesFor(text: string): Promise<Record<string, string[]>> {
  const { url } = await apiServer('http', ({ url: path = '' }, to) => {
    const truth = path === '/api' ? answers.api : path === '/apis' ? answers.apis : undefined;
    to.end(truth ? JSON.stringify(truth) : text);
  });
  const cluster = connect(undefined, { kubeconfig: configFile({ server: url }, {}) });
  const resource = (await cluster.resources()).find('apps/v1', 'Deployment');
  if (!resource) throw new Error('the server knows the kind');
  const live = { apiVersion: 'apps/v1', kind: 'Deployment', ...deployment };
  const requests = {
    get: () => cluster.get({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop-api' }),
    list: () => cluster.list(resource),
    apply: () => cluster.apply(live as never),
    create: () => cluster.create(live as never),
    replace: () => cluster.replace(live as never),
    user: () => cluster.user(),
  };
  const found: Record<string, string[]> = {};
  for (const [name, ask] of Object.entries(requests)) {
    found[name] = await translateFailures<unknown>(ask()).then(() => [], codes);
  }
  await cluster.close();
  return found;
}

const unusable = ['cluster-unreachable'];
const allUnusable = Object.fromEntries(
  ['get', 'list', 'apply', 'create', 'replace', 'user'].map((name) => [name, unusable]),
);

it.each([
  ['a web page', '<html>Please log in</html>'],
  ['JSON without a kind', '{"metadata":{"name":"a"}}'],
  ['null', 'null'],
  ['an object that is nested without end', `{"kind":"Deployment","spec":${'['.repeat(7000)}${']'.repeat(7000)}}`],
  ['an object whose labels are a list', '{"kind":"Deployment","metadata":{"name":"a","labels":[]},"items":7}'],
])('every request reports cluster-unreachable for the answer %s', async (_, text) => {
  expect(await codesFor(text)).toEqual(allUnusable);
});

it('an empty list may be null', async () => {
  expect((await codesFor('{"kind":"DeploymentList","metadata":null,"items":null}')).list).toEqual([]);
});

it('a text of a refusal is cut when it is too long', async () => {
  const body = { kind: 'Status', reason: 'x'.repeat(3_000_000), message: 'y'.repeat(3_000_000), details: {} };
  const { reason, message } = statusOf(422, body);
  expect([reason.length, message.length]).toEqual([longestText + 1, longestText + 1]);
  expect(statusOf(422, { ...body, message: 'no' }).message).toBe('no');
});
