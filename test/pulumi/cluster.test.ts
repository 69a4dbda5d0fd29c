import type { ChildProcess } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { synth } from 'towpath/actions';
import { endKeeper, firstLine, startKeeper } from '../cluster/helpers/keeper';
import { root } from '../project/repository';
import { cluster, kubectl, stored } from './helpers/cluster';
import { onCluster } from './helpers/on-cluster';
import { Project } from './helpers/project';
import { component, environmentIn, newNamespace, shopClass, shopResources } from './helpers/shop';

interface Config {
  readonly clusters: readonly { readonly cluster: { readonly server: string } }[];
  readonly users: readonly object[];
}
const read = (file: string): Config => JSON.parse(readFileSync(file, 'utf8'));

/** The objects that were created in a namespace of a server, and the namespace itself. */
function madeIn(namespace: string, kubeconfig = cluster().kubeconfig): string[] {
  const ask = (...args: string[]) => kubectl([...args, '--output=name', `--kubeconfig=${kubeconfig}`]).trim();
  const inside = ask(
    'get',
    'deployments,services,pvc,configmaps',
    `--namespace=${namespace}`,
    '--field-selector=metadata.name!=kube-root-ca.crt',
  );
  const itself = ask('get', 'namespace', namespace, '--ignore-not-found');
  return [inside, itself].flatMap((text) => text.split('\n')).filter((line) => line !== '');
}

onCluster('two clusters', () => {
  let keeper: ChildProcess;
  /** A kubeconfig for both: `here` is the cluster of this run. `there` is another one, and is the current context. */
  let both: string;
  let there: string;
  let here: string;
  let thereServer: string;

  beforeAll(async () => {
    keeper = startKeeper('bare');
    there = (JSON.parse(await firstLine(keeper)) as { kubeconfig: string }).kubeconfig;
    const [mine, other] = [read(cluster().kubeconfig), read(there)];
    here = mine.clusters[0]?.cluster.server ?? '';
    thereServer = other.clusters[0]?.cluster.server ?? '';
    const entries = { here: mine, there: other };
    both = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: Object.entries(entries).map(([name, one]) => ({ ...one.clusters[0], name })),
      users: Object.entries(entries).map(([name, one]) => ({ ...one.users[0], name })),
      contexts: Object.keys(entries).map((name) => ({ name, context: { cluster: name, user: name } })),
      'current-context': 'there',
    });
  });
  afterAll(() => endKeeper(keeper));

  /** The shop in an environment with the given `cluster`. */
  async function shop(namespace: string, said: string, program = component): Promise<Project> {
    const project = new Project(program, {
      'environments/dev.yaml': `${said && `cluster: ${said}\n`}${environmentIn(namespace)}`,
      both,
    });
    project.kubeconfig = join(project.folder, 'both');
    await project.initWithoutCluster('dev');
    return project;
  }

  const given = (args: string) => `${shopClass}
const k8s = require('@pulumi/kubernetes');
const provider = new k8s.Provider('mine', ${args});
new ApplicationComponent('shop', { application: Shop }, { provider });
`;

  /** Checks that an update and a preview fail once with this code, and that neither server has objects. */
  async function isRefused(project: Project, namespace: string, code: string): Promise<void> {
    for (const run of [await project.preview('dev'), await project.up('dev')]) {
      expect([run.status === 0, run.output]).toEqual([false, expect.stringContaining(`error ${code}`)]);
      // Pulumi prints the error during the update and again in its summary.
      expect(run.output.split('Diagnostics:').at(-1)?.split(`error ${code}`)).toHaveLength(2);
      expect(run.output).not.toMatch(/^\s+at .*\.[jt]s:\d+/m);
    }
    expect([...madeIn(namespace), ...madeIn(namespace, there)]).toEqual([]);
  }

  it('are distinguished by the server of the environment, and the current context is not used', async () => {
    const namespace = newNamespace();
    const project = await shop(namespace, `{ server: "${here}" }`);
    const { status, output } = await project.up('dev');
    expect([status, output]).toEqual([0, expect.anything()]);
    expect(stored('deployment', namespace, 'shop-web').status.readyReplicas).toBe(1);
    expect(madeIn(namespace, there)).toEqual([]);
    expect((await project.up('dev')).steps).toEqual([]);
  });

  it.each<[title: string, said: () => string, settings: Readonly<Record<string, string>>, code: string]>([
    ['neither the environment nor the stack sets a cluster', () => '', {}, 'cluster-not-named'],
    ['the environment sets a third cluster', () => '{ server: "https://127.0.0.1:1" }', {}, 'cluster-other'],
    ['the stack sets the wrong context', () => `{ server: "${here}" }`, { context: 'there' }, 'cluster-other'],
    ['the context points to the wrong server', () => `{ context: there, server: "${here}" }`, {}, 'cluster-other'],
  ])('receive no objects if %s', async (_, said, settings, code) => {
    const namespace = newNamespace();
    const project = await shop(namespace, said());
    for (const [key, value] of Object.entries(settings)) await project.set('dev', key, value);
    await isRefused(project, namespace, code);
  });

  it.each([
    ['its context', "{ context: 'there' }"],
    ['the current context', '{}'],
    [
      'its kubeconfig, which is a secret',
      "{ kubeconfig: pulumi.secret(require('fs').readFileSync(process.env.KUBECONFIG, 'utf8')) }",
    ],
  ])('receive no objects from a provider that writes to the wrong one because of %s', async (_, args) => {
    const namespace = newNamespace();
    await isRefused(await shop(namespace, `{ server: "${here}" }`, given(args)), namespace, 'cluster-other');
  });

  it('receive no objects from a provider whose kubeconfig only the update knows', async () => {
    const namespace = newNamespace();
    const later = `${shopClass}
const k8s = require('@pulumi/kubernetes');
const text = require('fs').readFileSync(process.env.KUBECONFIG, 'utf8');
const first = new k8s.Provider('first', { context: 'here' });
const file = new k8s.core.v1.ConfigMap('file', { data: { text } }, { provider: first });
const provider = new k8s.Provider('mine', { kubeconfig: file.id.apply(() => text) });
new ApplicationComponent('shop', { application: Shop }, { provider });
`;
    const project = await shop(namespace, `{ server: "${here}" }`, later);
    const preview = await project.preview('dev');
    expect([preview.status, preview.output]).toEqual([0, expect.anything()]);
    const { status, output } = await project.up('dev');
    expect([status === 0, output]).toEqual([false, expect.stringContaining('error cluster-other')]);
    expect([...madeIn(namespace), ...madeIn(namespace, there)]).toEqual([]);
  });

  it('keep their objects when a stack changes from the default provider to its own, and then to a generated project', async () => {
    const namespace = newNamespace();
    const project = await shop(namespace, '');
    await project.set('dev', 'context', 'here');
    expect((await project.up('dev')).changes).toEqual({ create: shopResources });
    const { uid } = stored('deployment', namespace, 'shop-web').metadata;

    project.write('environments/dev.yaml', `cluster: { server: "${here}" }\n${environmentIn(namespace)}`);
    const named = await project.up('dev');
    expect([named.status, named.steps]).toEqual([0, ['create shop', 'delete default_4_32_0']]);
    expect((await project.up('dev')).steps).toEqual([]);

    project.write(
      'apps/shop.js',
      `${shopClass.replace(/const .*require\('(towpath\/pulumi|@pulumi).*\n/g, '')}module.exports = Shop;`,
    );
    await synth({ root: project.folder, targets: ['pulumi'] });
    symlinkSync(join(root, 'node_modules'), join(project.folder, 'dist/pulumi/shop/node_modules'));
    project.write('dist/pulumi/shop/Pulumi.dev.yaml', project.read('Pulumi.dev.yaml'));
    const written = await project.up('dev', '--cwd', join(project.folder, 'dist/pulumi/shop'));
    expect([written.status, written.steps]).toEqual([0, []]);
    expect(stored('deployment', namespace, 'shop-web').metadata.uid).toBe(uid);

    await project.set('dev', 'context', 'there', '--cwd', join(project.folder, 'dist/pulumi/shop'));
    const refused = await project.up('dev', '--cwd', join(project.folder, 'dist/pulumi/shop'));
    expect([refused.status === 0, refused.output]).toEqual([false, expect.stringContaining('error cluster-other')]);
    expect(madeIn(namespace, there)).toEqual([]);
  });

  it('are distinguished by the kubeconfig of the stack, which is a secret in the state', async () => {
    const namespace = newNamespace();
    const project = await shop(namespace, `{ context: there, server: "${thereServer}" }`);
    const swapped = both.replaceAll(thereServer, 'https://127.0.0.1:1');
    await project.set('dev', 'kubeconfig', swapped, '--secret');
    await isRefused(project, namespace, 'cluster-other');

    project.write('environments/dev.yaml', `cluster: { context: here }\n${environmentIn(namespace)}`);
    expect((await project.up('dev')).status).toBe(0);
    expect(await project.state('dev')).not.toContain('current-context');
  });
});
