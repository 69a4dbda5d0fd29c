import { join } from 'node:path';
import { towpath } from '../helpers/cli';
import { kubectl, podsIn, stored } from './helpers/cluster';
import { onCluster } from './helpers/on-cluster';
import type { Project } from './helpers/project';
import { component, newNamespace, shopIn, shopResources } from './helpers/shop';

/** A field of an object that can be added and removed without a restart of its pods. */
const field = 'port: 8000, overrides: { deployment: { spec: { minReadySeconds: 3 } } },';
const withField = component.replace('port: 8000,', field);

const applications = (program: string) =>
  program
    .split('\n')
    .filter((line) => !/require\('(towpath\/pulumi|@pulumi)|ApplicationComponent|^exports/.test(line))
    .concat('module.exports = Shop;')
    .join('\n');

/** Writes the manifests of the workspace, and returns their folder. A process of its own reads a changed application. */
async function written(project: Project, program: string): Promise<string> {
  project.write('apps/shop.js', applications(program));
  expect(await towpath(project.folder, ['synth'])).toMatchObject({ code: 0 });
  return join(project.folder, 'dist/dev');
}

/** The managers of an object's fields, each with the apiVersion, kind, name and namespace of the object. */
const managers =
  '{{range .items}}{{$o := .}}{{range .metadata.managedFields}}{{.manager}} {{$o.apiVersion}} {{$o.kind}} {{$o.metadata.name}} {{$o.metadata.namespace}}{{"\\n"}}{{end}}{{end}}';

/** Applies an object without fields as a manager, which then owns none. Other managers keep their fields. */
function letGo(dist: string, isMeant: (manager: string) => boolean): void {
  const lines = kubectl(['get', '-R', '-f', dist, '--show-managed-fields', `--output=go-template=${managers}`]);
  for (const line of new Set(lines.trim().split('\n'))) {
    const [manager = '', apiVersion, kind, name, namespace] = line.split(' ');
    if (!isMeant(manager)) continue;
    const metadata = { name, ...(namespace !== '<no' && { namespace }) };
    const flags = ['apply', '--server-side', `--field-manager=${manager}`, '-f', '-'];
    kubectl(flags, JSON.stringify({ apiVersion, kind, metadata }));
  }
}

const minReadySeconds = (namespace: string) => stored('deployment', namespace, 'shop-web').spec.minReadySeconds;

onCluster.each([['kubectl apply'], ['kubectl apply --server-side']])('a team that uses `%s`', (command) => {
  const namespace = newNamespace();
  const apply = command.split(' ').slice(1);
  let project: Project;

  /** Has Pulumi adopt the objects, and kubectl give up its fields. */
  async function move(dist: string): Promise<void> {
    await project.run('config', 'set', 'kubernetes:upsertExistingObjects', 'true', '--stack', 'dev');
    const adopted = await project.up('dev');
    expect([adopted.status, adopted.changes]).toEqual([0, { create: shopResources }]);
    kubectl(['apply', '--server-side', '-R', '-f', dist]);
    letGo(dist, (manager) => manager === 'kubectl');
    await project.run('config', 'rm', 'kubernetes:upsertExistingObjects', '--stack', 'dev');
    expect((await project.up('dev')).status).toBe(0);
  }

  it('can move to Pulumi without a restart, and later changes of the model are applied', async () => {
    project = await shopIn(namespace, withField);
    const dist = await written(project, withField);
    kubectl([...apply, '-R', '-f', dist]);
    kubectl(['rollout', 'status', 'deployment', '-n', namespace, '--timeout=60s']);
    const pods = podsIn(namespace);
    expect(pods).toHaveLength(3);

    await move(dist);
    expect(podsIn(namespace)).toEqual(pods);

    expect(minReadySeconds(namespace)).toBe(3);
    project.write('index.js', component.replace('port: 8000,', field.replace('3', '4')));
    expect((await project.up('dev')).steps).toEqual(['update shop/web/deployment']);
    expect(minReadySeconds(namespace)).toBe(4);
    project.write('index.js', component);
    expect((await project.up('dev')).steps).toEqual(['update shop/web/deployment']);
    expect(minReadySeconds(namespace)).toBeUndefined();
    expect(podsIn(namespace)).toEqual(pods);
  });

  it('can move back in the same way', async () => {
    project.write('index.js', withField);
    expect((await project.up('dev')).status).toBe(0);
    const pods = podsIn(namespace);
    await project.run('stack', 'rm', 'dev', '--force', '--yes', '--preserve-config');

    const dist = await written(project, withField);
    kubectl([...apply, '-R', '-f', dist]);
    // Without server-side apply, kubectl removes fields of all managers.
    if (apply.length > 1) letGo(dist, (manager) => manager.startsWith('pulumi-kubernetes'));
    await written(project, component);
    kubectl([...apply, '-R', '-f', dist]);
    expect(minReadySeconds(namespace)).toBeUndefined();
    expect(podsIn(namespace)).toEqual(pods);
  });

  it('can move to Pulumi again after Pulumi gave up the fields of before', async () => {
    const dist = await written(project, withField);
    kubectl([...apply, '-R', '-f', dist]);
    const pods = podsIn(namespace);
    kubectl(['apply', '--server-side', '-R', '-f', dist]);
    letGo(dist, (manager) => manager.startsWith('pulumi-kubernetes'));
    project.write('index.js', withField);
    await project.init('dev');
    await move(dist);
    project.write('index.js', component.replace('port: 8000,', field.replace('3', '4')));
    expect((await project.up('dev')).steps).toEqual(['update shop/web/deployment']);
    expect(minReadySeconds(namespace)).toBe(4);
    expect(podsIn(namespace)).toEqual(pods);
  });
});
