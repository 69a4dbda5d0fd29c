import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diffLive } from '../../src/actions/diff/diff-live';
import type { ObjectDiff } from '../../src/actions/diff/live';
import { towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { workspaceWith } from '../helpers/workspace';
import { deployed } from './helpers/deployed';
import { kubectl, listOf } from './helpers/kubectl';
import { written } from './helpers/live';
import { newNamespace } from './helpers/namespace';
import { onServer, server } from './helpers/server';

/** What nobody may ever see, in the forms in which it can be written. */
const canaries = ['canary-4e1f-old', 'canary-4e1f-new'].flatMap((text) => [text, Buffer.from(text).toString('base64')]);
const [oldSecret, , newSecret] = canaries;

const shop = (secret = newSecret, more = '') => `
import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, WorkerFlow } from 'towpath';

export default class Shop extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    new WorkerFlow(this, 'wrk', { image: this.image('wrk', 'example/wrk'), user: 1000, replicas: 2 });
    const metadata = { name: 'shop' };
    new ApiObject(this, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { level: 'info' } });
    new ApiObject(this, 'secret', { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { password: '${secret}' } });
    ${more}
  }
}
`;
const claim = `new ApiObject(this, 'old', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'old' } });
    new ApiObject(this, 'secret-old', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'old' }, stringData: { password: '${oldSecret}' } });
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
    new ApiObject(this, 'claim', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'old' }, spec });`;

/** A workspace of one application and environment in a namespace of its own. */
function workspace(source = shop()): { readonly root: string; readonly namespace: string } {
  const namespace = newNamespace();
  const secrets = source.includes(claim) ? 'shop, old' : 'shop';
  const prod = `cluster: { context: loopback }\nnamespace: ${namespace}\napps: { shop: { tag: v1 } }\n`;
  return {
    root: workspaceWith({
      'apps/shop.ts': source,
      'environments/prod.yaml': prod,
      'towpath.yaml': `allowSecrets: [${secrets}]\n`,
    }),
    namespace,
  };
}

const options = (root: string) => ({ root, environment: 'prod', kubeconfig: server().kubeconfig });
const diff = (root: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
  towpath(root, ['diff', '-e', 'prod', '--kubeconfig', server().kubeconfig, ...args], { env });
const jsonDiff = async (root: string, args: readonly string[] = []) => {
  const { stdout, ...rest } = await diff(root, ['-o', 'json', ...args]);
  return { ...rest, ...(JSON.parse(stdout) as { objects: ObjectDiff[]; summary: Record<string, number> }) };
};
const named = ({ kind, name, change }: ObjectDiff) => `${change} ${kind}/${name}`;
const of = (kind: string, objects: readonly ObjectDiff[]) => objects.find((object) => object.kind === kind);
const apply = (namespace: string, objects: readonly object[], ...args: string[]) =>
  kubectl(['apply', '--namespace', namespace, ...args, '-f', '-'], listOf(objects));

const everything = (namespace: string) => [written(namespace), written(namespace, 'leases')];

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'shop' } };
const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'shop' } };

onServer('a diff against the cluster', () => {
  it('shows what would be added, and changes nothing', async () => {
    const { root, namespace } = workspace();
    const before = everything(namespace);
    const { code, objects, summary } = await jsonDiff(root);
    expect(code).toBe(1);
    expect(objects.map(named).sort()).toEqual([
      'added ConfigMap/shop',
      'added Deployment/shop-wrk',
      'added Secret/shop',
    ]);
    expect(of('Deployment', objects)).toMatchObject({ application: 'shop', flow: 'wrk', namespace });
    expect(summary).toMatchObject({ added: 3, changed: 0 });
    expect((await diff(root)).code).toBe(1);
    expect((await diff(root, ['--exit-zero'])).code).toBe(0);
    expect(everything(namespace)).toEqual(before);
  });

  it('prints one line on stderr if nothing changes, after a deploy made the shown changes', async () => {
    const { root } = workspace();
    await deployed(options(root));
    const { code, stdout, stderr } = await diff(root);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(await jsonDiff(root)).toMatchObject({ code: 0, objects: [] });
  });

  it('compares only the named flows', async () => {
    const { root } = workspace(shop(newSecret, "new WorkerFlow(this, 'api', { image: 'redis:7.4', user: 1000 });"));
    const { objects } = await jsonDiff(root, ['api']);
    expect(objects.flatMap(({ flow }) => flow ?? [])).toEqual(['api']);
    expect((await diff(root, ['nope'])).code).toBe(2);
  });

  it('shows the owner of a conflicting field, and the new value with --force-conflicts', async () => {
    const { root, namespace } = workspace();
    await deployed(options(root));
    kubectl([
      'patch',
      'deployment',
      'shop-wrk',
      '--namespace',
      namespace,
      '--field-manager=kubectl-edit',
      '-p',
      '{"spec":{"replicas":5}}',
    ]);
    kubectl([
      'patch',
      'configmap',
      'shop',
      '--namespace',
      namespace,
      '--field-manager=kubectl-edit',
      '-p',
      '{"data":{"other":"theirs"}}',
    ]);
    const before = everything(namespace);
    const asked = await jsonDiff(root);
    expect(asked).toMatchObject({ code: 1, summary: { changed: 1, conflicts: 1 } });
    // What others own and we do not declare is no difference.
    expect(asked.objects.map(named)).toEqual(['changed Deployment/shop-wrk']);
    expect(asked.objects[0]).toMatchObject({
      fields: [{ path: 'spec.replicas', from: 5, to: 2 }],
      conflicts: [{ field: 'spec.replicas', manager: 'kubectl-edit' }],
      writtenBy: [],
    });
    expect((await diff(root)).stdout).toMatch(/^ +spec\.replicas.*kubectl-edit/m);
    const forced = await jsonDiff(root, ['--force-conflicts']);
    expect(forced).toMatchObject({ code: 1, summary: { changed: 1, conflicts: 0 } });
    expect(everything(namespace)).toEqual(before);
    await deployed({ ...options(root), forceConflicts: true });
    expect((await diff(root)).code).toBe(0);
  });

  it('shows the tool that deployed an object before, and the effect of --take-ownership', async () => {
    const { root, namespace } = workspace();
    apply(namespace, [{ ...configMap, data: { level: 'debug', removed: 'long ago' } }]);
    const helm = ['--server-side', '--field-manager=helm'];
    apply(namespace, [{ ...secret, data: { password: canaries[1], more: canaries[1] } }], ...helm);
    const first = await jsonDiff(root);
    expect(of('ConfigMap', first.objects)).toMatchObject({
      change: 'changed',
      writtenBy: ['kubectl apply'],
      takenOver: false,
      conflicts: [{ field: 'data.level', manager: 'kubectl-client-side-apply', tool: 'kubectl apply' }],
    });
    expect(of('ConfigMap', first.objects)?.fields).toContainEqual({ path: 'data.level', from: 'debug', to: 'info' });
    expect(of('ConfigMap', first.objects)?.fields).not.toContainEqual(
      expect.objectContaining({ path: 'data.removed' }),
    );
    expect(of('Secret', first.objects)).toMatchObject({ writtenBy: ['Helm'] });

    const taken = await jsonDiff(root, ['--take-ownership']);
    expect(taken.summary).toMatchObject({ conflicts: 0 });
    expect(of('ConfigMap', taken.objects)).toMatchObject({ takenOver: true, conflicts: [] });
    expect(of('ConfigMap', taken.objects)?.fields).toContainEqual({ path: 'data.removed', from: 'long ago' });
    expect(of('Secret', taken.objects)?.fields).toContainEqual({ path: 'data.more', from: '***' });
    await deployed({ ...options(root), takeOwnership: true });
    expect((await diff(root)).code).toBe(0);
  });

  it('shows objects that are no longer declared: those to delete, and those to keep because they hold data', async () => {
    const { root } = workspace(shop(newSecret, claim));
    await deployed(options(root));
    writeFileSync(join(root, 'apps/shop.ts'), shop());
    const pruned = ['pruned ConfigMap/old', 'pruned Secret/old'];
    const claimOf = (change: string) => `${change} PersistentVolumeClaim/old`;
    expect((await jsonDiff(root)).objects.map(named).sort()).toEqual([claimOf('kept'), ...pruned]);
    const all = await jsonDiff(root, ['--prune-data']);
    expect(all.objects.map(named).sort()).toEqual([...pruned, claimOf('pruned')].sort());
    const none = await jsonDiff(root, ['--no-prune']);
    expect(none.code).toBe(0);
    expect(none.objects.map(({ change }) => change)).toEqual(['kept', 'kept', 'kept']);
  });

  it('shows the problems that stop a deploy, and exits as a deploy would', async () => {
    const { root, namespace } = workspace();
    writeFileSync(
      join(root, 'environments/prod.yaml'),
      `namespace: ${namespace}-missing\napps: { shop: { tag: v1 } }\n`,
    );
    const { code, stdout, stderr } = await diff(root, ['--exit-zero']);
    expect(code).toBe(3);
    expect(stderr).toContain('namespace-missing');
    expect(stdout).toContain('Deployment/shop-wrk');
  });
});

onServer('Secrets that an application declares as stringData', () => {
  it('lose a key that is no longer declared, and show other writers', async () => {
    const two = shop().replace('stringData: {', "stringData: { more: 'x',");
    const { root, namespace } = workspace(two);
    await deployed(options(root));
    writeFileSync(join(root, 'apps/shop.ts'), shop());
    const { objects } = await jsonDiff(root);
    expect(of('Secret', objects)?.fields).toEqual([{ path: 'data.more', from: '***' }]);
    await deployed(options(root));
    expect((await diff(root)).code).toBe(0);
    const edit = ['--namespace', namespace, '--field-manager=kubectl-edit', '-p', '{"stringData":{"password":"x"}}'];
    kubectl(['patch', 'secret', 'shop', ...edit]);
    expect(of('Secret', (await jsonDiff(root)).objects)?.conflicts).toEqual([
      { field: 'data.password', manager: 'kubectl-edit' },
    ]);
  });
});

onServer('Secrets in a diff', () => {
  let root: string;
  let namespace: string;

  beforeAll(async () => {
    ({ root, namespace } = workspace(shop(oldSecret, claim)));
    await deployed(options(root));
    // As kubectl apply leaves it, with everything once more in an annotation.
    kubectl(['delete', 'secret', 'shop', '--namespace', namespace]);
    apply(namespace, [{ ...secret, stringData: { password: oldSecret, other: oldSecret } }]);
    writeFileSync(join(root, 'apps/shop.ts'), shop(newSecret));
    const annotations = kubectl(['get', 'secret', 'shop', '--namespace', namespace, '-o', 'yaml']).stdout;
    expect(annotations).toContain(`"password":"${oldSecret}"`);
  });

  it.each([
    [[]],
    [['-o', 'unified']],
    [['-o', 'side-by-side']],
    [['-o', 'json']],
    [['--take-ownership']],
    [['--take-ownership', '-o', 'side-by-side']],
    [['--take-ownership', '-o', 'json']],
    [['--prune-data', '--force-conflicts', '-o', 'json']],
  ])('show that they differ without their content: %j', async (args) => {
    const { code, stdout, stderr } = await diff(root, args, { TOWPATH_DEBUG: '1' });
    expect(code).toBe(1);
    expect(stdout).toContain('***');
    for (const canary of canaries) expect(stdout + stderr).not.toContain(canary);
  });

  it('are masked in the files of an external diff, which only the user can read and which are deleted afterwards', async () => {
    const [temp, tools] = [folderWith({}), folderWith({ show: '#!/bin/sh\nls -lnAR "$@"\ngrep -r "" "$@"\nexit 1\n' })];
    chmodSync(join(tools, 'show'), 0o700);
    const env = { KUBECTL_EXTERNAL_DIFF: join(tools, 'show'), TMPDIR: temp };
    const { code, stdout, stderr } = await diff(root, [], env);
    expect(code).toBe(1);
    const name = `v1.Secret.${namespace}.shop`;
    expect(stdout.match(new RegExp(`^-rw-------.* ${name}$`, 'gm'))).toHaveLength(2);
    expect(stdout).toMatch(new RegExp(`/LIVE-\\w+/${name}: +password: "?\\*\\*\\* \\(before\\)`));
    expect(stdout).toMatch(new RegExp(`/MERGED-\\w+/${name}: +password: "?\\*\\*\\* \\(after\\)`));
    for (const canary of canaries) expect(stdout + stderr).not.toContain(canary);
    expect(readdirSync(temp).filter((name) => /LIVE|MERGED/.test(name))).toEqual([]);
  });

  it('are found in every form in which objects contain them', async () => {
    const found = await diffLive(options(root));
    const text = JSON.stringify(found);
    expect(text).toContain('***');
    for (const canary of canaries) expect(text).not.toContain(canary);
  });
});
