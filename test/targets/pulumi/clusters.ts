import { join } from 'node:path';
import { WorkerFlow } from 'towpath';
import { synth } from 'towpath/actions';
import { ApplicationComponent } from 'towpath/pulumi';
import { define } from '../../helpers/define';
import { folderWith } from '../../helpers/files';
import type { Outcome } from './mocked';
import { deployWritten } from './written';

export const shop = define((app) => void new WorkerFlow(app, 'wrk', { image: 'example/wrk:v1', user: 1000 }));

/** Contexts, each with a server of the same name by default. `admin-prod` has the server of `prod`. */
export const kubeconfig = (current: string, servers: Readonly<Record<string, string>> = {}) => {
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
export const file = (name: string) => join(folder, name);
/** Sets KUBECONFIG in each test to the file whose current context is `dev`. */
export function withKubeconfig(): void {
  const before = process.env.KUBECONFIG;
  beforeEach(() => {
    process.env.KUBECONFIG = file('current-dev');
  });
  afterAll(() => {
    if (before === undefined) delete process.env.KUBECONFIG;
    else process.env.KUBECONFIG = before;
  });
}

/** A workspace with the given environment, and the program of its only application. */
export async function programIn(environment: string, way: string): Promise<{ root: string; run: () => unknown }> {
  const root = folderWith({ 'environments/dev.yaml': `${environment}\n` });
  if (way === 'a component') {
    return { root, run: () => new ApplicationComponent('shop', { application: shop, root }) };
  }
  await synth({ root, applications: { shop }, targets: ['pulumi'] });
  return { root, run: () => deployWritten(root, 'shop', 'dev') };
}

/** The provider of the only object of the application, or the code of the error. */
export function wayOf({ resources, errors }: Outcome): string {
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
