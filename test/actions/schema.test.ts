import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';
import { parse } from 'yaml';
import { z } from 'zod';
import { schema } from '../../src/actions/schema/schema';
import { synth } from '../../src/actions/synth/synth';
import { validate } from '../../src/actions/validate/validate';
import type { LoadOptions } from '../../src/workspace/load';
import { folderWith } from '../helpers/files';

const repository = join(__dirname, '../..');

class Shop extends Application<{ workers: number }> {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, { ...props, settings: z.object({ workers: z.int() }) });
    new ServiceFlow(this, 'api', { image: this.image('api', 'example/api'), user: 1, port: 80 });
    new WorkerFlow(this, 'wrk', { image: this.image('wrk', 'example/wrk'), user: 1 });
    new StoreFlow(this, 'db', { image: 'redis:7.4', user: 1, port: 1, volume: { mountPath: '/data', size: '1Gi' } });
  }
}

/** Compiles a schema as an editor does. It is used a few times, so that improving its code would take longer. */
const compiled = (file: string) =>
  new Ajv({ strict: false, formats: { uri: true, 'date-time': true }, code: { optimize: false } }).compile(
    JSON.parse(readFileSync(file, 'utf8')),
  );

const validators: Record<string, (yaml: string) => boolean> = {};
beforeAll(async () => {
  const root = folderWith({ 'environments/dev.yaml': 'apps: { shop: { settings: { workers: 1 } } }' });
  await schema({ root, applications: { shop: Shop } });
  for (const name of ['environment', 'app.shop', 'workspace']) {
    const validate = compiled(join(root, `environments/.schema/${name}.json`));
    validators[name] = (yaml) => validate(parse(yaml));
  }
});

it.each([
  'apps: { shop: { tag: v1, images: { api: { tag: 1.10 } }, flows: { api: { replicas: 3, expose: nodePort } } } }',
  'apps: { shop: { settings: { workers: 3 } } }',
  'apps: { shop: { settings: {}, flows: { db: { volume: { size: 10Gi } } } } }',
  'apps: { shop: { flows: { db: { external: { host: redis.example.org, port: 6379 } } } } }',
  'defaults: { env: { A: 0123, B: true, C: null }, replicas: null }',
  'promotesFrom: [dev]\nnamespace: x\ncluster: { context: c }',
])('an editor accepts %s', (yaml) => {
  expect(validators.environment?.(yaml)).toBe(true);
});

it.each([
  'apps: { shpo: { tag: v1 } }',
  'apps: { shop: { images: { redis: { tag: v1 } } } }',
  'apps: { shop: { flows: { apl: { replicas: 3 } } } }',
  'apps: { shop: { flows: { wrk: { expose: nodePort } } } }',
  'apps: { shop: { flows: { api: { port: 80 } } } }',
  'apps: { shop: { flows: { api: { replicas: many } } } }',
  'apps: { shop: { settings: { wrkers: 3, workers: x } } }',
  'namespce: x',
  'promotesFrom: [dvl]',
])('an editor marks %s as wrong', (yaml) => {
  expect(validators.environment?.(yaml)).toBe(false);
});

it('a team’s own file has a schema of its own', () => {
  const validate = validators['app.shop'];
  expect(validate?.('tag: v1\nflows: { api: { replicas: 2 } }')).toBe(true);
  expect(validate?.('flows: { apl: { replicas: 2 } }')).toBe(false);
});

it('towpath.yaml has a schema of its own', () => {
  const validate = validators.workspace;
  expect(validate?.('defaults: 2026-12\nlayout: app')).toBe(true);
  expect(validate?.('defaults: 2020-01')).toBe(false);
});

it('is written once, and checked without writing', async () => {
  const root = folderWith({ 'environments/dev.yaml': '' });
  const options = { root, applications: { shop: class extends Application {} } };
  expect((await schema({ ...options, check: true })).written).toHaveLength(3);
  expect((await schema(options)).written).toHaveLength(3);
  expect((await schema(options)).written).toEqual([]);
});

it('fits the environments of this repository, which refer to it', async () => {
  const validate = compiled(join(repository, 'environments/.schema/environment.json'));
  for (const name of ['dev', 'tst', 'prod']) {
    const text = readFileSync(join(repository, 'environments', `${name}.yaml`), 'utf8');
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=.schema/environment.json');
    expect(validate(parse(text))).toBe(true);
  }
});

describe('schemas that are out of date are mentioned by', () => {
  const files = { 'environments/dev.yaml': 'namespace: dev\napps: { shop: { tag: v1, settings: { workers: 1 } } }' };
  class More extends Shop {
    constructor(scope: Construct, id: string, props: ApplicationProps) {
      super(scope, id, props);
      new WorkerFlow(this, 'mail', { image: 'example/mail:1', user: 1 });
    }
  }
  const applications = { shop: Shop };

  describe.each([
    ['validate', async (options: LoadOptions) => (await validate(options)).issues],
    ['synth', async (options: LoadOptions) => (await synth(options)).warnings],
  ] as const)('%s', (_, issuesOf) => {
    const staleIn = async (options: LoadOptions) =>
      (await issuesOf(options)).filter(({ code }) => code === 'schema-stale').map(({ location }) => location?.file);

    it('if a flow was added', async () => {
      const root = folderWith(files);
      await schema({ root, applications });
      expect(await staleIn({ root, applications })).toEqual([]);
      expect(await staleIn({ root, applications: { shop: More } })).toEqual(['environments/.schema/app.shop.json']);
    });

    it('if an environment was added', async () => {
      const root = folderWith(files);
      await schema({ root, applications });
      writeFileSync(
        join(root, 'environments/tst.yaml'),
        files['environments/dev.yaml'].replace('namespace: dev', 'promotesFrom: [dev]\nnamespace: tst'),
      );
      expect(await staleIn({ root, applications })).toEqual(['environments/.schema/environment.json']);
    });

    it('if another version of towpath wrote them', async () => {
      const root = folderWith(files);
      await schema({ root, applications });
      const file = join(root, 'environments/.schema/app.shop.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/towpath \S+/, 'towpath 0.0.0-old'));
      expect(await staleIn({ root, applications })).toEqual(['environments/.schema/app.shop.json']);
    });

    it('but not if there are none', async () => {
      expect(await staleIn({ root: folderWith(files), applications })).toEqual([]);
    });
  });
});
