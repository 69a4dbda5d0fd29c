import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { codesIn } from '../helpers/cli';
import { git } from '../helpers/git';
import { kubectl } from './helpers/kubectl';
import { written } from './helpers/live';
import { newNamespace } from './helpers/namespace';
import { onServer } from './helpers/server';
import { towpath } from './helpers/towpath';
import { clusterWorkspace } from './helpers/workspace';

interface ConfigMap {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels?: object };
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

/** A shop with two releases, of which somebody who may write ConfigMaps changes the first. */
async function shopWithTwoReleases({ checkout = false, policy = '' } = {}) {
  const namespace = newNamespace();
  const cwd = clusterWorkspace({
    environments: { dev: { namespace, apps: { shop: { tag: 'v1' } } } },
  });
  const run = (...args: string[]) => towpath(args, { cwd });
  const commit = async () => {
    await run('synth');
    git(cwd, 'add', '-A');
    git(cwd, 'commit', '--quiet', '-m', 'a release');
  };
  if (policy) writeFileSync(join(cwd, 'towpath.yaml'), policy);
  if (checkout) {
    writeFileSync(join(cwd, '.gitignore'), 'node_modules\n');
    git(cwd, 'init', '--quiet');
    await commit();
  }
  expect(await run('deploy', '-e', 'dev', '--no-wait')).toMatchObject({ code: 0 });
  await run('pin', '-e', 'dev', 'shop=v2');
  if (checkout) await commit();
  expect(await run('deploy', '-e', 'dev', '--no-wait')).toMatchObject({ code: 0 });
  const read = (name: string) =>
    JSON.parse(kubectl(['get', 'configmap', name, '-n', namespace, '-o', 'json']).stdout) as ConfigMap;
  const write = ({ metadata: { name, labels }, ...content }: ConfigMap) =>
    kubectl(['replace', '-f', '-'], JSON.stringify({ ...content, metadata: { name, namespace, labels } }));
  return {
    namespace,
    cwd,
    run,
    rollback: (...more: string[]) => run('rollback', '-e', 'dev', 'shop', '--no-wait', '--yes', ...more),
    /** Changes what the record of the first release says, as its two texts of JSON. */
    forge: (change: (release: Record<string, unknown>, objects: Record<string, unknown>[]) => void) => {
      const [record, kept] = [read('towpath.shop.v1'), read('towpath.shop.v1.objects')];
      const release = JSON.parse(record.data?.release ?? '');
      const packed = Buffer.from(kept.binaryData?.['objects.json.gz'] ?? '', 'base64');
      const objects = JSON.parse(gunzipSync(packed).toString());
      change(release, objects);
      write({ ...record, data: { release: JSON.stringify(release) } });
      const text = gzipSync(JSON.stringify(objects)).toString('base64');
      write({ ...kept, binaryData: { 'objects.json.gz': text } });
    },
    spoil: (text: string) => write({ ...read('towpath.shop.v1'), data: { release: text } }),
  };
}

const beside = (manifest: object) => ({ path: 'evil', after: [], needs: [], runsOnce: false, manifest });
const binding = (name: string) =>
  beside({
    ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name } },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'default' }],
  });

onServer('a forged record of a release', () => {
  it.each([['with'], ['without']])(
    'restores nothing that the application may not have, %s a checkout',
    async (what) => {
      const shop = await shopWithTwoReleases({ checkout: what === 'with' });
      const other = newNamespace();
      shop.forge((_, objects) => {
        objects.push(binding(shop.namespace));
        objects.push(beside({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'evil', namespace: other } }));
      });
      const before = written(shop.namespace);
      for (const more of [[], ['--trust-record']]) {
        const done = await shop.rollback(...more);
        expect(done.code).toBe(2);
        expect(codesIn(done).filter((code) => code === 'release-object-unknown')).toHaveLength(2);
        expect(done.stderr).toContain(`ClusterRoleBinding/${shop.namespace}`);
        expect(done.stderr).toContain(other);
      }
      expect(written(shop.namespace)).toEqual(before);
      expect(kubectl(['get', 'clusterrolebinding', shop.namespace, '--ignore-not-found']).stdout).toBe('');
      expect(kubectl(['get', 'configmap', 'evil', '-n', other, '--ignore-not-found']).stdout).toBe('');
    },
  );

  it('is refused if git has other content, and is restored if it is trusted', async () => {
    const shop = await shopWithTwoReleases({ checkout: true });
    shop.forge((_, objects) => {
      for (const { manifest } of objects as { manifest: { kind: string; spec: { replicas: number } } }[])
        if (manifest.kind === 'Deployment') manifest.spec.replicas = 5;
    });
    // The two objects share one message.
    expect(codesIn(await shop.rollback())).toEqual(['release-differs']);
    const done = await shop.rollback('--trust-record', '-o', 'json');
    expect(done.code).toBe(0);
    expect(JSON.parse(done.stdout)).toMatchObject({ verified: [{ application: 'shop', state: 'trusted' }] });
  });

  it('is compared with git: the record of a deploy from a clean checkout equals the commit', async () => {
    const shop = await shopWithTwoReleases({ checkout: true, policy: 'rollback: { verify: required }\n' });
    const done = await shop.rollback();
    expect(done.code).toBe(0);
    expect(done.stderr).toContain('equals dist/ at');
    // What a rollback restores is what it was made from: going on from there is told by git as well.
    expect(await shop.rollback('--to', '3', '-o', 'json')).toMatchObject({ code: 0 });
  });

  it('reports a release that cannot be compared with git, and refuses it if the workspace requires the comparison', async () => {
    const shop = await shopWithTwoReleases({ checkout: true });
    shop.forge((release) => {
      for (const one of [release, ...Object.values(release.flows as object)]) delete one.commit;
    });
    writeFileSync(join(shop.cwd, 'towpath.yaml'), 'rollback: { verify: required }\n');
    expect(codesIn(await shop.rollback())).toEqual(['release-unverified']);
    rmSync(join(shop.cwd, 'towpath.yaml'));
    const done = await shop.rollback('-o', 'json');
    expect(done).toMatchObject({ code: 0, stderr: expect.stringContaining('cannot be compared with git') });
    expect(JSON.parse(done.stdout)).toMatchObject({
      verified: [{ state: 'unknown', reason: 'the release records no commit' }],
    });
  });

  it.each(['{', '{"revision": 1}', '[]'])(
    'with the content %s does not hide other releases from a list',
    async (text) => {
      const shop = await shopWithTwoReleases();
      shop.spoil(text);
      expect(codesIn(await shop.rollback())).toEqual(['release-record-invalid']);
      for (const verb of ['history', 'deployments', 'status']) {
        const seen = await shop.run(verb, '-e', 'dev');
        expect([verb, seen.code]).toEqual([verb, 0]);
        expect(codesIn(seen)).toEqual(['release-record-invalid']);
        expect(seen.stdout).toContain('shop');
      }
      await shop.run('pin', '-e', 'dev', 'shop=v3');
      expect(await shop.run('deploy', '-e', 'dev', '--no-wait')).toMatchObject({ code: 0 });
    },
  );

  it('passes no option to git', async () => {
    const shop = await shopWithTwoReleases({ checkout: true });
    const file = join(shop.cwd, 'written');
    shop.forge((release) => {
      release.commit = `--output=${file}`;
    });
    expect(codesIn(await shop.rollback('--to', '1'))).toContain('release-record-invalid');
    expect(existsSync(file)).toBe(false);
  });
});
