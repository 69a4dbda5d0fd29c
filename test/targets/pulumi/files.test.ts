import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as pulumi from '@pulumi/pulumi';
import { ApiObject } from 'cdk8s';
import { StoreFlow, WorkerFlow } from 'towpath';
import { synth } from 'towpath/actions';
import { ApplicationComponent } from 'towpath/pulumi';
import Django from '../../../apps/django';
import Pssp from '../../../apps/pssp';
import type { ApplicationClass } from '../../../src/workspace/workspace';
import { define, issuesOf } from '../../helpers/define';
import { folderWith } from '../../helpers/files';
import { tree } from '../../helpers/workspace';
import { root as repository } from '../../project/repository';
import { registered } from './mocked';
import { deployWritten } from './written';

const shop = define((app) => {
  const db = new StoreFlow(app, 'db', {
    image: 'redis:7.4',
    user: 999,
    port: 6379,
    volume: { mountPath: '/data', size: '1Gi' },
  });
  new WorkerFlow(app, 'wrk', { image: app.image('wrk', 'example/wrk'), user: 1000, env: { DB: db.host } });
});

const environments = {
  'environments/dev.yaml':
    'cluster: { context: campus }\napps: { shop: { tag: v1, namespace: a, createNamespace: true } }\n',
  'environments/tst.yaml': 'promotesFrom: [dev]\nnamespace: tst\napps: { shop: { tag: v2 } }\n',
};

describe('a generated project', () => {
  const cases: [string, ApplicationClass, string][] = ['dev', 'tst', 'prod'].flatMap((environment) => [
    ['pssp', Pssp, environment],
    ['django', Django, environment],
  ]);

  test.each(cases)('declares the same resources as the component: %s', async (id, application, environment) => {
    const root = folderWith({});
    const { cpSync } = await import('node:fs');
    cpSync(join(repository, 'environments'), join(root, 'environments'), { recursive: true });
    await synth({ root, applications: { pssp: Pssp, django: Django }, targets: ['pulumi'] });
    const written = await registered(() => deployWritten(root, id, environment));
    const declared = await registered(() => new ApplicationComponent(id, { application, environment, root }));
    expect(Object.keys(written).length).toBeGreaterThan(8);
    expect(written).toEqual(declared);
  });

  test('has the files that Pulumi needs, with the same bytes each time', async () => {
    const root = folderWith(environments);
    const options = { root, applications: { shop }, targets: ['pulumi'] };
    const { files } = await synth(options);
    expect(files).toEqual([
      'pulumi/shop/Pulumi.dev.yaml',
      'pulumi/shop/Pulumi.tst.yaml',
      'pulumi/shop/Pulumi.yaml',
      'pulumi/shop/cluster.ts',
      'pulumi/shop/common.ts',
      'pulumi/shop/environments/dev.ts',
      'pulumi/shop/environments/tst.ts',
      'pulumi/shop/index.ts',
      'pulumi/shop/merged.ts',
      'pulumi/shop/package.json',
      'pulumi/shop/tsconfig.json',
    ]);
    const other = folderWith(environments);
    await synth({ ...options, root: other });
    expect(tree(join(other, 'dist'))).toEqual(tree(join(root, 'dist')));
    expect((await synth(options)).written).toEqual([]);
  });

  test('says once what its environments have in common', async () => {
    const root = folderWith(environments);
    await synth({ root, applications: { shop }, targets: ['pulumi'] });
    const read = (file: string) => readFileSync(join(root, 'dist/pulumi/shop', file), 'utf8');
    const [dev, tst] = [read('environments/dev.ts'), read('environments/tst.ts')];
    // The label of the environment and the namespace of the Service are all that differs.
    expect(dev).toContain(
      'merged(common["db/service"], { metadata: { labels: { "towpath.dev/environment": "dev" }, namespace: "a" } })',
    );
    expect(tst).toContain('image: "example/wrk:v2"');
    for (const shared of ['containerPort: 6379', 'runAsUser: 1000']) {
      expect(read('common.ts')).toContain(shared);
      expect(dev + tst).not.toContain(shared);
    }
  });

  test('of a single environment has no common file', async () => {
    const root = folderWith({ 'environments/dev.yaml': environments['environments/dev.yaml'] });
    const { files } = await synth({ root, applications: { shop }, targets: ['pulumi'] });
    expect(files).not.toContain('pulumi/shop/common.ts');
    expect(files).not.toContain('pulumi/shop/merged.ts');
  });

  test('sets the environment and its cluster in the settings of the stack', async () => {
    const root = folderWith(environments);
    await synth({ root, applications: { shop }, targets: ['pulumi'] });
    expect(readFileSync(join(root, 'dist/pulumi/shop/Pulumi.dev.yaml'), 'utf8')).toBe(
      'config:\n  kubernetes:context: campus\n  towpath:environment: dev\n',
    );
  });

  test('keeps what Pulumi writes into the settings of a stack', async () => {
    const root = folderWith(environments);
    const options = { root, applications: { shop }, targets: ['pulumi'] };
    await synth(options);
    const settings = join(root, 'dist/pulumi/shop/Pulumi.dev.yaml');
    const salted = `encryptionsalt: v1:abc=\n${readFileSync(settings, 'utf8')}`;
    writeFileSync(settings, salted);
    await synth(options);
    expect(readFileSync(settings, 'utf8')).toBe(salted);
  });

  test("and the plain YAML do not remove each other's files", async () => {
    const root = folderWith(environments);
    const options = { root, applications: { shop } };
    await synth(options);
    await synth({ ...options, targets: ['pulumi'] });
    const { removed, written } = await synth(options);
    expect([...removed, ...written]).toEqual([]);
    expect(existsSync(join(root, 'dist/pulumi/shop/index.ts'))).toBe(true);
    expect((await synth({ ...options, targets: ['pulumi'] })).removed).toEqual([]);
  });

  test('contains hostile text only as data', async () => {
    const evil = ['`$', '{process.exit(1)}`"\'\\\n*/ __proto__ </script>\u2028'].join('');
    const hostile = define((app) => {
      const data = { evil, ['__proto__']: 'p' };
      new ApiObject(app, 'evil', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'evil' }, data });
    });
    const root = folderWith({ 'environments/dev.yaml': '' });
    await synth({ root, applications: { hostile }, targets: ['pulumi'] });
    const written = await registered(() => deployWritten(root, 'hostile', 'dev'));
    expect(written['hostile/evil']?.inputs.data).toMatchObject({ evil });
  });

  test('is not written for a value that only Pulumi knows', async () => {
    const later = define((app) => {
      const env = { A: pulumi.output('a') };
      new WorkerFlow(app, 'wrk', { image: 'example/wrk:v1', user: 1000, env });
    });
    const root = folderWith({ 'environments/dev.yaml': '' });
    const failed = await synth({ root, applications: { later }, targets: ['pulumi'] }).catch((error: unknown) => error);
    expect(
      issuesOf(() => {
        throw failed;
      }),
    ).toEqual(['value-known-later dev: later.wrk.env.A']);
    expect(existsSync(join(root, 'dist/pulumi/later'))).toBe(false);
  });
});
