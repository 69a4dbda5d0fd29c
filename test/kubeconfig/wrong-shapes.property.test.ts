import timers from 'node:timers/promises';
import fc from 'fast-check';
import { connect } from '../../src/cluster/connect';
import { formatIssue, TowpathError } from '../../src/diagnostics';
import { withWrongShapes } from '../helpers/arbitrary/wrong-shapes';
import { folderWith } from '../helpers/files';
import { obeyed } from '../helpers/obeyed';

const canary = 'canary-of-a-secret';

/** Every field that is read, with values that are accepted. Nothing listens at the server. */
const valid = {
  'current-context': 'c',
  contexts: [{ name: 'c', context: { cluster: 'c', user: 'c', namespace: 'shop' } }],
  clusters: [
    {
      name: 'c',
      cluster: {
        ...{ server: 'https://127.0.0.1:1', 'insecure-skip-tls-verify': true, 'tls-server-name': 'a' },
        extensions: [{ name: 'client.authentication.k8s.io/exec', extension: { a: 1 } }],
      },
    },
  ],
  users: [
    {
      name: 'c',
      user: {
        ...{ username: canary, password: canary, as: 'a', 'as-uid': 'u', 'as-groups': ['g'] },
        'as-user-extra': { a: ['b'] },
        exec: {
          ...{ apiVersion: 'client.authentication.k8s.io/v1', command: 'towpath-test-nowhere', args: ['a'] },
          ...{ env: [{ name: 'A', value: 'b' }], installHint: 'install it', provideClusterInfo: true },
        },
      },
    },
    { name: 'd', user: { token: canary, 'auth-provider': { name: 'gcp' } } },
  ],
};

const codes = ['kubeconfig-unreadable', 'context-unknown', 'credentials-failed', 'cluster-unreachable'];

beforeEach(() => {
  jest.spyOn(timers, 'setTimeout').mockResolvedValue(undefined);
});
afterEach(() => jest.restoreAllMocks());

async function told(text: string): Promise<string> {
  try {
    const cluster = connect(undefined, { kubeconfig: `${folderWith({ kubeconfig: text })}/kubeconfig` });
    await cluster.user().finally(() => cluster.close());
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    expect(error.issues.map(({ code }) => code)).toEqual([expect.stringMatching(new RegExp(codes.join('|')))]);
    return error.issues.map((issue) => formatIssue(issue)).join('\n');
  }
  throw new Error('nothing listens there');
}

test('a value of a wrong shape in a kubeconfig is one error with a code, which shows no secret', async () => {
  const cases = fc.sample(fc.constantFrom(...withWrongShapes(valid)), 200);
  for (const { place, shape, text } of cases) {
    const message = await told(text);
    const found = [
      ...obeyed(message),
      ...(/Invalid input|expected|ERR_|undefined|\[object/.test(message) ? ['internal words'] : []),
      ...(message.includes(canary) ? ['a secret'] : []),
    ];
    expect([place, shape, found, found.length > 0 && message]).toEqual([place, shape, [], false]);
  }
});

test.each([
  ['a text that is null', { users: [{ name: 'c', user: { token: null } }] }],
  ['an unused context without a cluster', { contexts: [{ name: 'x', context: {} }, ...valid.contexts] }],
  ['an unused cluster without a server', { clusters: [{ name: 'x', cluster: {} }, ...valid.clusters] }],
])('%s is accepted, as kubectl accepts it', async (_, change) => {
  expect(await told(JSON.stringify({ ...valid, ...change }))).not.toMatch(/kubeconfig-unreadable/);
});

test('every value of a wrong type is named at once', async () => {
  const text = JSON.stringify({ ...valid, 'current-context': 7, users: [{ name: 'c', user: { token: [canary] } }] });
  expect(await told(text)).toMatch(/`current-context` has to be text; `users\[0\]\.user\.token` has to be text/);
});

test.each(['args', 'command'])('a NUL character in `%s` of a plugin is an error with a code', async (field) => {
  const exec = { command: '/bin/true', [field]: field === 'args' ? ['\0'] : '/\0' };
  const text = JSON.stringify({ ...valid, users: [{ name: 'c', user: { exec } }] });
  expect(await told(text)).toMatch(/credentials-failed: .*NUL/);
});
