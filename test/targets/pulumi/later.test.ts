import { Config, output, secret } from '@pulumi/pulumi';
import { ApiObject, JsonPatch } from 'cdk8s';
import { type Application, environment, JobFlow, StoreFlow, text, WorkerFlow } from 'towpath';
import { ApplicationComponent, type FlowVariables } from 'towpath/pulumi';
import { synthesize } from 'towpath/testing';
import { Later } from '../../../src/model/later';
import { outputAsText } from '../../../src/targets/pulumi/later-values';
import { define, issuesOf } from '../../helpers/define';
import { type Registered, registered } from './mocked';

const worker = { image: 'example/wrk:v1', user: 1000 } as const;
const dev = environment('dev', { apps: { shop: { flows: { wrk: { env: { LEVEL: 'file' } } } } } });
const dev0 = environment('dev', {});
const secretMark = '4dabf18193072939515e22adb298388d';

/** The variables of the worker's container, as Pulumi receives them. */
async function variables(declare: (app: Application) => void, env: () => FlowVariables = () => ({})) {
  const all = await registered(
    () => {
      new ApplicationComponent('shop', { application: define(declare), environment: dev, env: env() });
    },
    { config: { 'shop:password': 'canary' }, secrets: ['shop:password'] },
  );
  return environmentOf(all['shop/wrk/deployment']);
}

function environmentOf(resource: Registered | undefined): Record<string, unknown> {
  // A secret is wrapped at the outermost value that is known to be secret.
  const found: Record<string, unknown> = {};
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { name, value: said } = value as { name?: unknown; value?: unknown };
    if (typeof name === 'string' && said !== undefined) found[name] = said;
    Object.values(value).forEach(visit);
  };
  visit(resource?.inputs.spec);
  return found;
}

const secretOf = (value: string) => ({ [secretMark]: expect.any(String), value });

describe('a Pulumi output', () => {
  test('can be the value of a variable, directly or inside a text with references', async () => {
    const found = await variables((app) => {
      const db = new StoreFlow(app, 'db', { image: 'redis:7.4', user: 999, port: 6379 });
      const user = output('ada');
      const url = text`redis://${user}:${output(7)}@${db.host}`;
      new WorkerFlow(app, 'wrk', { ...worker, env: { USER: user, URL: url, PLAIN: 'text' } });
    });
    expect(found).toMatchObject({ USER: 'ada', URL: 'redis://ada:7@shop-db', PLAIN: 'text' });
  });

  test('stays secret if it is secret, alone and inside a text', async () => {
    const found = await variables((app) => {
      const password = secret('canary');
      const env = { PASSWORD: password, URL: text`redis://:${password}@db` };
      new WorkerFlow(app, 'wrk', { ...worker, env });
    });
    expect(found).toMatchObject({ PASSWORD: secretOf('canary'), URL: secretOf('redis://:canary@db') });
  });

  test('is allowed in init containers and in variables of all flows', async () => {
    const application = define(
      (app) => void new WorkerFlow(app, 'wrk', { ...worker, init: { wait: { env: { B: output('b') } } } }),
      { shared: { env: { A: output('a') } } },
    );
    const all = await registered(() => {
      new ApplicationComponent('shop', { application, environment: dev });
    });
    expect(environmentOf(all['shop/wrk/deployment'])).toMatchObject({ A: 'a', B: 'b' });
  });

  test('does not change the name of a job that contains a hash of the content', async () => {
    const names = await Promise.all(
      ['one', 'two'].map(async (value) => {
        const all = await registered(() => {
          const application = define((app) => {
            new JobFlow(app, 'migrate', { ...worker, before: ['wrk'], env: { A: output(value) } });
            new WorkerFlow(app, 'wrk', worker);
          });
          new ApplicationComponent('shop', { application, environment: dev });
        });
        return all['shop/migrate/job']?.inputs.metadata;
      }),
    );
    expect(names[0]).toMatchObject({ name: expect.stringMatching(/^shop-migrate-/) });
    expect(names[0]).toEqual(names[1]);
  });

  test('is refused in every other property', () => {
    const application = define(
      (app) => void new WorkerFlow(app, 'wrk', { ...worker, command: ['run', output('x') as never] }),
    );
    expect(issuesOf(() => synthesize(application, dev, { id: 'shop' }))).toEqual(['invalid-value shop.wrk.command[1]']);
  });

  test('is an error if YAML is written, once for each occurrence', () => {
    const env = { A: output('a'), B: text`b:${output('b')}` };
    const application = define((app) => void new WorkerFlow(app, 'wrk', { ...worker, env }));
    expect(issuesOf(() => synthesize(application, dev, { id: 'shop' }))).toEqual([
      'value-known-later dev: shop.wrk.env.A',
      'value-known-later dev: shop.wrk.env.B[1]',
    ]);
  });

  test('is no error if the environment overrides it', () => {
    const application = define((app) => void new WorkerFlow(app, 'wrk', { ...worker, env: { LEVEL: output('x') } }));
    const { specs } = synthesize(application, dev, { id: 'shop' });
    expect(specs.wrk).toMatchObject({ env: { LEVEL: 'file' } });
  });

  test('is refused in a ConfigMap instead of becoming text', () => {
    const application = define((app) => {
      app.config('settings', { data: { A: text`a:${output('a')}` } });
      new WorkerFlow(app, 'wrk', worker);
    });
    expect(issuesOf(() => synthesize(application, dev, { id: 'shop' }))).toEqual([
      'value-known-later shop.configs.settings',
    ]);
  });
});

describe('a Pulumi output in the wrong place', () => {
  // Users may not use the lint rules of Pulumi, so towpath must refuse the text that Pulumi makes of an output.
  const places: [string, (app: Application) => void, string][] = [
    [
      'in a template literal of a variable',
      (app) => void new WorkerFlow(app, 'wrk', { ...worker, env: { A: `a:${output('a')}` } }),
      'shop/wrk/deployment',
    ],
    [
      'in a template literal of a command',
      (app) => void new WorkerFlow(app, 'wrk', { ...worker, command: [`--a=${output('a')}`] }),
      'shop/wrk/deployment',
    ],
    [
      'in a template literal of an annotation',
      (app) => void new WorkerFlow(app, 'wrk', { ...worker, annotations: { 'example.org/a': `${output('a')}` } }),
      'shop/wrk/deployment',
    ],
    [
      'in a template literal of a ConfigMap',
      (app) => void app.config('settings', { data: { A: `a:${output('a')}` } }),
      'shop/config:settings/configMap',
    ],
    ['in a construct beside the flows', (app) => void configMap(app, { A: output('a') as never }), 'shop/foreign'],
    [
      'in a patch of one',
      (app) => configMap(app, {}).addJsonPatch(JsonPatch.add('/data', { a: output('a') })),
      'shop/foreign',
    ],
  ];

  test.each(places)('is an error %s', (_, declare, path) => {
    expect(issuesOf(() => synthesize(define(declare), dev0, { id: 'shop' }))).toEqual([`value-known-later ${path}`]);
  });

  const configMap = (app: Application, data: Record<string, string>) =>
    new ApiObject(app, 'foreign', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'foreign' }, data });

  test.each([undefined, null, { a: 1 }, ['a']])('is an error in a variable if its value is not text: %j', (value) => {
    const told =
      /^error invalid-value: the Pulumi output in `shop.wrk.env.A` is (`undefined`|`null`|an object|a list); /;
    expect(() => outputAsText(value, new Later(output(value), 'shop.wrk.env.A'))).toThrow(told);
  });

  test('is checked like any other value if the program knows it', async () => {
    const declare = (app: Application) => void new WorkerFlow(app, 'wrk', worker);
    await expect(variables(declare, () => ({ wrk: { A: 5 as never } }))).rejects.toThrow(/invalid-value/);
  });
});

describe('of several values of a variable', () => {
  test('that of the environment overrides an output in code, and that of the program overrides both', async () => {
    const declare = (app: Application) =>
      void new WorkerFlow(app, 'wrk', { ...worker, env: { LEVEL: output('code') } });
    expect(await variables(declare)).toEqual({ LEVEL: 'file' });
    expect(await variables(declare, () => ({ wrk: { LEVEL: output('program') } }))).toEqual({ LEVEL: 'program' });
  });

  test('the configuration of Pulumi sets none unless the program passes it on', async () => {
    const declare = (app: Application) => void new WorkerFlow(app, 'wrk', worker);
    expect(await variables(declare)).toEqual({ LEVEL: 'file' });
    const handed = await variables(declare, () => ({
      wrk: { PASSWORD: new Config('shop').requireSecret('password') },
    }));
    expect(handed).toEqual({ LEVEL: 'file', PASSWORD: secretOf('canary') });
  });

  test('none is used for a flow that does not exist, which is an error', async () => {
    const declare = (app: Application) => void new WorkerFlow(app, 'wrk', worker);
    await expect(variables(declare, () => ({ wkr: { A: 'a' } }))).rejects.toThrow(/unknown-flow.*\n.*\n.*`wrk`/);
  });
});
