import { delimiter, join } from 'node:path';
import * as k8s from '@pulumi/kubernetes';
import {
  ComponentResource,
  type ComponentResourceOptions,
  output,
  ProviderResource,
  secret,
  unknown,
} from '@pulumi/pulumi';
import { synth, WorkerFlow } from 'towpath';
import { ApplicationComponent, deployWorkspace } from 'towpath/pulumi';
import { define } from '../../helpers/define';
import { folderWith } from '../../helpers/files';
import { type MockedStack, type Outcome, outcome, registered } from './mocked';
import { deployWritten } from './written';

const shop = define((app) => void new WorkerFlow(app, 'wrk', { image: 'example/wrk:v1', user: 1000 }));

/** Contexts, each to a server of its name unless another is said; `admin-prod` leads where `prod` does. */
const kubeconfig = (current: string, servers: Readonly<Record<string, string>> = {}) => {
  const names = ['dev', 'prod', 'admin-prod', 'alone'];
  const server = (name: string) => servers[name] ?? `https://${name.replace('admin-', '')}.example.org`;
  return JSON.stringify({
    clusters: names.map((name) => ({ name, cluster: { server: server(name) } })),
    users: [{ name: 'me', user: { token: 'canary' } }],
    contexts: names.map((name) => ({ name, context: { cluster: name, user: 'me' } })),
    'current-context': current,
  });
};

const folder = folderWith({
  'current-dev': kubeconfig('dev'),
  'current-prod': kubeconfig('prod'),
  elsewhere: kubeconfig('dev', { prod: 'https://dev.example.org' }),
  empty: '',
});
const file = (name: string) => join(folder, name);
const before = process.env.KUBECONFIG;
beforeEach(() => {
  process.env.KUBECONFIG = file('current-dev');
});
afterAll(() => {
  if (before === undefined) delete process.env.KUBECONFIG;
  else process.env.KUBECONFIG = before;
});

/** A workspace whose environment says this, and the program of its one application. */
async function programIn(environment: string, way: string): Promise<{ root: string; run: () => unknown }> {
  const root = folderWith({ 'environments/dev.yaml': `${environment}\n` });
  if (way === 'a component') {
    return { root, run: () => new ApplicationComponent('shop', { application: shop, root }) };
  }
  await synth({ root, applications: { shop }, target: 'pulumi' });
  return { root, run: () => deployWritten(root, 'shop', 'dev') };
}

/** The provider that the one object of the application gets, or the code of the error that keeps it back. */
function wayOf({ resources, errors }: Outcome): string {
  const object = resources['shop/wrk/deployment'];
  if (errors.length === 0) return object ? told(resources, object.provider) : 'no object';
  if (object) return 'an object in spite of errors';
  return errors.map((error) => /^error ([\w-]+): /.exec((error as Error).message)?.[1] ?? String(error)).join();
}

function told(resources: Outcome['resources'], name: string): string {
  if (name === '') return 'default';
  const { context, cluster } = resources[name]?.inputs ?? {};
  return [name, context, cluster].filter(Boolean).join(' ');
}

/** `cluster` of an environment, what the stack says of Kubernetes, KUBECONFIG, and where objects go. */
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

describe.each(['a component', 'a written project'])('the objects of %s go where it is said', (way) => {
  test.each(cases)('where %s', async (_, cluster, settings, files, expected) => {
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

const application = `
import { Application, WorkerFlow, type ApplicationProps } from 'towpath';
import type { Construct } from 'constructs';
export default class extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    new WorkerFlow(this, 'wrk', { image: 'example/wrk:v1', user: 1000 });
  }
}
`;
const workspaceOfTwo = { 'apps/one.ts': application, 'apps/two.ts': application };

describe('a provider that is given', () => {
  const given = {
    'as `provider`': (provider: k8s.Provider) => ({ provider }),
    'as `providers`': (provider: k8s.Provider) => ({ providers: [provider] }),
    'by name': (provider: k8s.Provider) => ({ providers: { kubernetes: provider } }),
    'to a component around': (provider: k8s.Provider) => ({
      parent: new ComponentResource('test:index:Around', 'around', {}, { providers: [provider] }),
    }),
  };

  /** Where the object goes with this provider, and what became of the program otherwise. */
  const wayWith = async (
    cluster: string,
    args: k8s.ProviderArgs,
    options: (provider: k8s.Provider) => ComponentResourceOptions = given['as `provider`'],
    stack: MockedStack = { kubernetes: {} },
  ) => {
    const { root } = await programIn(cluster && `cluster: ${cluster}`, 'a component');
    const found = await outcome(() => {
      const provider = new k8s.Provider('mine', args);
      new ApplicationComponent('shop', { application: shop, root }, options(provider));
    }, stack);
    return { way: wayOf(found), errors: found.errors.map(String).join('\n'), found };
  };

  test.each(Object.entries(given))('%s is taken where nothing else names a cluster', async (_, options) => {
    expect((await wayWith('', {}, options)).way).toBe('mine');
  });

  test.each(Object.entries(given))('%s is refused where it leads elsewhere', async (_, options) => {
    const { way, errors } = await wayWith('{ server: https://prod.example.org }', { context: 'dev' }, options);
    expect(way).toBe('cluster-other');
    expect(errors).toContain('environments/dev.yaml:1');
    expect(errors).toContain('the provider `mine`');
  });

  const prod = '{ server: https://prod.example.org }';
  test.each<[title: string, cluster: string, args: k8s.ProviderArgs, way: string]>([
    ['its context leads to the server', prod, { context: 'admin-prod' }, 'mine admin-prod'],
    ['its context is the one that is named', '{ context: prod }', { context: 'prod' }, 'mine prod'],
    ['its context is another', '{ context: prod }', { context: 'admin-prod' }, 'cluster-other'],
    ['it goes by the current context, which is another', prod, {}, 'cluster-other'],
    ['its kubeconfig leads to the server', prod, { kubeconfig: kubeconfig('prod') }, 'mine'],
    ['its kubeconfig leads elsewhere', prod, { kubeconfig: kubeconfig('dev') }, 'cluster-other'],
    ['its kubeconfig is a file that leads elsewhere', prod, { kubeconfig: file('current-dev') }, 'cluster-other'],
    ['its kubeconfig is data', prod, { kubeconfig: JSON.parse(kubeconfig('dev')) }, 'cluster-other'],
    ['its kubeconfig is a promise', prod, { kubeconfig: Promise.resolve(kubeconfig('dev')) }, 'cluster-other'],
    ['its kubeconfig is an output', prod, { kubeconfig: output(kubeconfig('dev')) }, 'cluster-other'],
    ['its kubeconfig is a secret', prod, { kubeconfig: secret(kubeconfig('dev')) }, 'cluster-other'],
    ['its kubeconfig is nothing of the kind', prod, { kubeconfig: 'canary: [' }, 'kubeconfig-unreadable'],
    ['its kubeconfig has no current context', prod, { kubeconfig: kubeconfig('') }, 'context-unknown'],
    ['its cluster is the server', prod, { context: 'dev', cluster: 'prod' }, 'mine dev prod'],
    ['its cluster is another', prod, { context: 'prod', cluster: 'dev' }, 'cluster-other'],
    [
      'its cluster is not that of the named context',
      '{ context: prod }',
      { context: 'prod', cluster: 'dev' },
      'cluster-other',
    ],
    ['it writes YAML into a folder', prod, { renderYamlToDirectory: 'out' }, 'mine'],
  ])('is compared with the environment: %s', async (_, cluster, args, expected) => {
    const { way, errors } = await wayWith(cluster, args);
    expect(way).toBe(expected);
    expect(errors).not.toContain('canary');
  });

  test('is not held up in a preview that does not know its kubeconfig, and is compared in the update', async () => {
    const preview = await wayWith(prod, { kubeconfig: unknown as never }, undefined, {
      kubernetes: {},
      isPreview: true,
    });
    expect(preview.way).toBe('mine');
    const known = await wayWith(prod, { kubeconfig: output(kubeconfig('dev')) }, undefined, {
      kubernetes: {},
      isPreview: true,
    });
    expect(known.way).toBe('cluster-other');
  });

  test('may lead to a cluster of the same program where the environment names none', async () => {
    const { way } = await wayWith('', { kubeconfig: unknown as never }, undefined, { kubernetes: {}, isPreview: true });
    expect(way).toBe('mine');
  });

  test('of another package is none', async () => {
    class Other extends ProviderResource {}
    const { root } = await programIn('', 'a component');
    const found = await outcome(
      () =>
        new ApplicationComponent('shop', { application: shop, root }, { provider: new Other('other', 'other', {}) }),
      { kubernetes: {} },
    );
    expect(wayOf(found)).toBe('cluster-not-named');
  });

  test('is refused once for all applications of a workspace', async () => {
    const root = folderWith({ 'environments/dev.yaml': `cluster: ${prod}\n`, ...workspaceOfTwo });
    const found = await outcome(
      () => deployWorkspace({ root }, { provider: new k8s.Provider('mine', { context: 'dev' }) }),
      { kubernetes: {} },
    );
    expect(new Set(found.errors.map(String)).size).toBe(found.errors.length);
    expect(Object.values(found.resources).filter(({ type }) => type.startsWith('kubernetes:'))).toEqual([]);
  });
});

test('where nothing is deployed, no cluster has to be named', async () => {
  const { run } = await programIn('apps: { shop: { enabled: false } }', 'a component');
  const { errors } = await outcome(run, { kubernetes: {} });
  expect(errors).toEqual([]);
});

test('the error tells all ways to name a cluster, and nothing is registered', async () => {
  const { run } = await programIn('', 'a component');
  const { errors, resources } = await outcome(run, { kubernetes: {} });
  for (const way of ['cluster: { context: … }', 'pulumi config set kubernetes:context', 'provider']) {
    expect(String(errors[0])).toContain(way);
  }
  expect(resources).toEqual({});
});
