import type { Kubeconfig } from '../../src/cluster/kubeconfig/kubeconfig';
import { type ClusterClaim, isSameServer, selectCluster } from '../../src/cluster/kubeconfig/select';
import type { TowpathError } from '../../src/diagnostics';

const cluster = (server: string) => ({ server, 'insecure-skip-tls-verify': false });
const config: Kubeconfig = {
  origin: 'config',
  currentContext: 'dev',
  contexts: new Map([
    ['dev', { cluster: 'dev', user: 'me' }],
    ['prod', { cluster: 'prod', user: 'me', namespace: 'web' }],
    ['prod-admin', { cluster: 'prod', user: 'me' }],
    ['alone', { cluster: 'alone', user: '' }],
    ['torn', { cluster: 'gone', user: 'me' }],
    ['nobody', { cluster: 'dev', user: 'gone' }],
  ]),
  clusters: new Map([
    ['dev', cluster('https://dev:6443')],
    ['prod', cluster('https://prod.example.org')],
    ['alone', cluster('https://alone')],
  ]),
  users: new Map([['me', { token: 't' }]]),
};
const chosen = (claim?: ClusterClaim, asked?: string, from = config) => {
  try {
    return selectCluster(from, claim, asked).context;
  } catch (error) {
    return (error as TowpathError).issues[0]?.code;
  }
};

test.each<[string, ClusterClaim | undefined, string | undefined, string]>([
  ['nothing is said: the current one', undefined, undefined, 'dev'],
  ['one is asked for', undefined, 'prod', 'prod'],
  ['the environment names one', { context: 'prod' }, undefined, 'prod'],
  ['both say the same', { context: 'prod' }, 'prod', 'prod'],
  ['another is asked for', { context: 'prod' }, 'dev', 'cluster-other'],
  ['the environment names a server', { server: 'https://alone/' }, undefined, 'alone'],
  ['the current one leads to the server', { server: 'https://dev:6443' }, undefined, 'dev'],
  ['several lead to the server', { server: 'https://prod.example.org' }, undefined, 'context-unknown'],
  ['of several the asked one', { server: 'https://prod.example.org' }, 'prod-admin', 'prod-admin'],
  ['the asked one leads elsewhere', { server: 'https://prod.example.org' }, 'dev', 'cluster-other'],
  ['none leads to the server', { server: 'https://elsewhere' }, undefined, 'cluster-other'],
  [
    'context and server do not agree',
    { context: 'dev', server: 'https://prod.example.org' },
    undefined,
    'cluster-other',
  ],
  ['there is no such context', { context: 'prd' }, undefined, 'context-unknown'],
  ['a context leads to a cluster that is not there', { context: 'torn' }, undefined, 'context-unknown'],
  ['a context names a user who is not there', { context: 'nobody' }, undefined, 'context-unknown'],
])('if %s', (_, claim, asked, expected) => {
  expect(chosen(claim, asked)).toBe(expected);
});

test('no context is chosen without a current context', () => {
  const { currentContext: _, ...none } = config;
  expect(chosen(undefined, undefined, none)).toBe('context-unknown');
});

test('the namespace comes from the context', () => {
  expect(selectCluster(config, { context: 'prod' }).namespace).toBe('web');
});

test.each([
  ['https://a', 'https://a:443/', true],
  ['https://A.example', 'https://a.example', true],
  ['https://a/k8s', 'https://a/k8s/', true],
  ['https://a/k8s', 'https://a', false],
  ['http://a', 'https://a', false],
  ['https://a:6443', 'https://a', false],
  ['nonsense', 'nonsense', false],
])('%s and %s are the same server: %s', (one, another, same) => {
  expect(isSameServer(one, another)).toBe(same);
});
