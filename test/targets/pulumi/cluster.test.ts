import { delimiter } from 'node:path';
import { file, kubeconfig, programIn, wayOf, withKubeconfig } from './clusters';
import { outcome, registered } from './mocked';

withKubeconfig();

/** `cluster` of an environment, the Kubernetes settings of the stack, KUBECONFIG, and the expected provider or error. */
const cases: readonly [
  title: string,
  cluster: string,
  settings: Readonly<Record<string, string>>,
  files: readonly string[],
  way: string,
][] = [
  ['nobody names one', '', {}, ['current-dev'], 'cluster-not-named'],
  ['what names one is empty text', '', { context: '', kubeconfig: '' }, ['current-dev'], 'cluster-not-named'],
  ['only other things are said', '', { namespace: 'web' }, ['current-dev'], 'cluster-not-named'],
  ['the stack names a context', '', { context: 'prod' }, ['current-dev'], 'default'],
  ['the stack names a cluster', '', { cluster: 'prod' }, ['current-dev'], 'default'],
  ['the stack has a kubeconfig', '', { kubeconfig: kubeconfig('prod') }, ['current-dev'], 'default'],
  ['YAML is written to a folder', '', { renderYamlToDirectory: 'out' }, ['current-dev'], 'default'],
  ['the environment names a context', '{ context: prod }', {}, ['current-dev'], 'shop prod'],
  ['the environment names a context that is not there', '{ context: prd }', {}, ['current-dev'], 'context-unknown'],
  [
    'YAML is written, and a cluster named',
    '{ context: prod }',
    { renderYamlToDirectory: 'o' },
    ['current-dev'],
    'default',
  ],
  ['the stack names the same context', '{ context: prod }', { context: 'prod' }, ['current-dev'], 'shop prod'],
  ['the stack names another context', '{ context: prod }', { context: 'dev' }, ['current-dev'], 'cluster-other'],
  ['a server has one context', '{ server: https://alone.example.org }', {}, ['current-dev'], 'shop alone'],
  ['a server is written otherwise', '{ server: "https://ALONE.example.org:443/" }', {}, ['current-dev'], 'shop alone'],
  ['a server has the current context', '{ server: https://prod.example.org }', {}, ['current-prod'], 'shop prod'],
  ['a server has two contexts', '{ server: https://prod.example.org }', {}, ['current-dev'], 'context-unknown'],
  [
    'the stack says which of two',
    '{ server: https://prod.example.org }',
    { context: 'admin-prod' },
    ['current-dev'],
    'shop admin-prod',
  ],
  [
    'the stack leads elsewhere',
    '{ server: https://prod.example.org }',
    { context: 'dev' },
    ['current-prod'],
    'cluster-other',
  ],
  ['no context leads to a server', '{ server: https://gone.example.org }', {}, ['current-dev'], 'cluster-other'],
  ['context and server agree', '{ context: prod, server: https://prod.example.org }', {}, ['current-dev'], 'shop prod'],
  [
    'context and server do not',
    '{ context: dev, server: https://prod.example.org }',
    {},
    ['current-dev'],
    'cluster-other',
  ],
  [
    'the kubeconfig of the stack agrees',
    '{ context: prod, server: https://prod.example.org }',
    { kubeconfig: file('current-dev') },
    ['elsewhere'],
    'shop prod',
  ],
  [
    'the file of the stack leads elsewhere',
    '{ context: prod, server: https://prod.example.org }',
    { kubeconfig: file('elsewhere') },
    ['current-dev'],
    'cluster-other',
  ],
  [
    'the content of the stack leads elsewhere',
    '{ context: prod, server: https://prod.example.org }',
    { kubeconfig: kubeconfig('prod', { prod: 'https://x' }) },
    ['current-dev'],
    'cluster-other',
  ],
  [
    'the kubeconfig of the stack is broken',
    '{ context: prod }',
    { kubeconfig: '{canary' },
    ['current-dev'],
    'kubeconfig-unreadable',
  ],
  [
    'the cluster of the stack is the server',
    '{ server: https://alone.example.org }',
    { context: 'dev', cluster: 'alone' },
    ['current-dev'],
    'shop dev alone',
  ],
  [
    'the cluster of the stack is another',
    '{ server: https://prod.example.org }',
    { context: 'prod', cluster: 'dev' },
    ['current-dev'],
    'cluster-other',
  ],
  [
    'the cluster of the stack is not that of the context',
    '{ context: prod }',
    { cluster: 'dev' },
    ['current-dev'],
    'cluster-other',
  ],
  [
    'the cluster of the stack is not there',
    '{ context: prod }',
    { cluster: 'gone' },
    ['current-dev'],
    'context-unknown',
  ],
  [
    'the first file of several decides',
    '{ context: prod, server: https://prod.example.org }',
    {},
    ['elsewhere', 'current-dev'],
    'cluster-other',
  ],
  ['a later file of several has it', '{ context: prod }', {}, ['empty', 'current-dev'], 'shop prod'],
];

describe.each(['a component', 'a written project'])('the objects of %s are written to the right cluster', (way) => {
  test.each(cases)('if %s', async (_, cluster, settings, files, expected) => {
    process.env.KUBECONFIG = files.map(file).join(delimiter);
    const { run } = await programIn(cluster && `cluster: ${cluster}`, way);
    const found = await outcome(run, { kubernetes: settings });
    expect(wayOf(found)).toBe(expected);
    expect(found.errors.map(String).join()).not.toContain('canary');
  });

  test('with all settings of the stack, and the kubeconfig as a secret', async () => {
    const content = kubeconfig('prod');
    const said = {
      namespace: 'web',
      enableServerSideApply: 'false',
      kubeClientSettings: JSON.stringify({ qps: 7 }),
    };
    const { run } = await programIn('cluster: { context: prod }', way);
    const all = await registered(run, { kubernetes: { ...said, kubeconfig: content } });
    const provider = all['shop/wrk/deployment']?.provider ?? '';
    expect(all[provider]).toMatchObject({
      type: 'pulumi:providers:kubernetes',
      parent: 'shop',
      inputs: { ...said, context: 'prod', kubeconfig: { value: content } },
    });
  });
});

describe.each(['a component', 'a written project'])('%s reports an invalid kubeconfig', (way) => {
  test.each([
    ['a folder in its place', '.', ['kubeconfig-unreadable']],
    ['a list of contexts that is text', '{ contexts: canary }', ['kubeconfig-unreadable']],
    ['text alone', 'canary', ['kubeconfig-unreadable']],
    [
      'contexts that are null',
      '{ contexts: [null, { name: prod, context: null }] }',
      ['context-unknown', 'kubeconfig-unreadable'],
    ],
    [
      'clusters that are null',
      '{ clusters: [null, { name: prod, cluster: null }], contexts: [{ name: prod, context: { cluster: prod } }] }',
      ['context-unknown', 'kubeconfig-unreadable'],
    ],
    [
      'an address that is a number',
      '{ clusters: [{ name: prod, cluster: { server: 7 } }], contexts: [{ name: prod, context: { cluster: prod } }] }',
      ['context-unknown', 'kubeconfig-unreadable'],
    ],
  ])('with %s', async (_, kubeconfigText, expected) => {
    for (const cluster of ['{ context: prod }', '{ server: https://prod.example.org }']) {
      const { run } = await programIn(`cluster: ${cluster}`, way);
      const found = await outcome(run, { kubernetes: { kubeconfig: kubeconfigText } });
      expect([...expected, 'cluster-other']).toContain(wayOf(found));
      expect(found.errors.map(String).join()).not.toContain('canary');
    }
  });
});

test('no cluster has to be set if nothing is deployed', async () => {
  const { run } = await programIn('apps: { shop: { enabled: false } }', 'a component');
  const { errors } = await outcome(run, { kubernetes: {} });
  expect(errors).toEqual([]);
});

test('the error lists all ways to set a cluster, and nothing is registered', async () => {
  const { run } = await programIn('', 'a component');
  const { errors, resources } = await outcome(run, { kubernetes: {} });
  for (const way of ['cluster: { context: … }', 'pulumi config set kubernetes:context', 'provider']) {
    expect(String(errors[0])).toContain(way);
  }
  expect(resources).toEqual({});
});
