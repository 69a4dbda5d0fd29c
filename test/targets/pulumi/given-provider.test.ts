import * as k8s from '@pulumi/kubernetes';
import {
  ComponentResource,
  type ComponentResourceOptions,
  output,
  ProviderResource,
  secret,
  unknown,
} from '@pulumi/pulumi';
import { ApplicationComponent, deployWorkspace } from 'towpath/pulumi';
import { folderWith } from '../../helpers/files';
import { file, kubeconfig, programIn, shop, wayOf, withKubeconfig } from './clusters';
import { type MockedStack, outcome } from './mocked';

withKubeconfig();

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

describe('a provider that the user passes', () => {
  const given = {
    'as `provider`': (provider: k8s.Provider) => ({ provider }),
    'as `providers`': (provider: k8s.Provider) => ({ providers: [provider] }),
    'by name': (provider: k8s.Provider) => ({ providers: { kubernetes: provider } }),
    'to a component around': (provider: k8s.Provider) => ({
      parent: new ComponentResource('test:index:Around', 'around', {}, { providers: [provider] }),
    }),
  };

  /** The provider of the object, or the error, if the component gets this provider. */
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

  test.each(Object.entries(given))('%s is used if no cluster is set anywhere else', async (_, options) => {
    expect((await wayWith('', {}, options)).way).toBe('mine');
  });

  test.each(Object.entries(given))('%s is refused if it writes to another cluster', async (_, options) => {
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

  test('is accepted by a preview that does not know its kubeconfig, and compared in the update', async () => {
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

  test('may use a cluster that the program creates, if the environment sets none', async () => {
    const { way } = await wayWith('', { kubeconfig: unknown as never }, undefined, { kubernetes: {}, isPreview: true });
    expect(way).toBe('mine');
  });

  test('of another package is ignored', async () => {
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
