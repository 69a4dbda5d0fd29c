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
  ['nothing is set: the current context', undefined, undefined, 'dev'],
  ['a context is requested', undefined, 'prod', 'prod'],
  ['the environment sets a context', { context: 'prod' }, undefined, 'prod'],
  ['both name the same context', { context: 'prod' }, 'prod', 'prod'],
  ['another context is requested', { context: 'prod' }, 'dev', 'cluster-other'],
  ['the environment sets a server', { server: 'https://alone/' }, undefined, 'alone'],
  ['the current context points to the server', { server: 'https://dev:6443' }, undefined, 'dev'],
  ['several contexts point to the server', { server: 'https://prod.example.org' }, undefined, 'context-unknown'],
  ['the requested one of several contexts', { server: 'https://prod.example.org' }, 'prod-admin', 'prod-admin'],
  ['the requested context points to another server', { server: 'https://prod.example.org' }, 'dev', 'cluster-other'],
  ['no context points to the server', { server: 'https://elsewhere' }, undefined, 'cluster-other'],
  [
    'context and server contradict each other',
    { context: 'dev', server: 'https://prod.example.org' },
    undefined,
    'cluster-other',
  ],
  ['the context does not exist', { context: 'prd' }, undefined, 'context-unknown'],
  ['a context uses an undefined cluster', { context: 'torn' }, undefined, 'context-unknown'],
  ['a context uses an undefined user', { context: 'nobody' }, undefined, 'context-unknown'],
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
