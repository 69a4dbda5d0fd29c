import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { type Application, environment, WorkerFlow } from 'towpath';
import { assemble } from '../../src/assembly/assemble';
import { define } from '../helpers/define';

const password = 'Canary-3b1d';

type Declare = (app: Application) => void;

/** The warnings about an application in an environment that promotes from another one, or in an initial environment. */
function warnings(declare: Declare, promotesFrom = ['dev']): string[] {
  const { issues } = assemble({ id: 'shop', construct: define(declare) }, environment('prod', { promotesFrom }));
  expect(JSON.stringify(issues)).not.toContain(password);
  return issues.map(({ code, path }) => `${code} ${path}`);
}

const api = (fields: object) => (app: Application) => new ApiObject(app, 'it', fields as never);
const pod = (container: object) => ({ spec: { template: { spec: { containers: [{ name: 'it', ...container }] } } } });
const env = [{ name: 'DB_PASSWORD', value: password }];
const worker = (app: Application, more: object = {}) =>
  new WorkerFlow(app, 'wrk', { image: 'example/wrk:1', user: 1000, ...more });
const config = { apiVersion: 'v1', kind: 'ConfigMap', data: { DB_PASSWORD: password } };

const written: [string, Declare, string][] = [
  ['a ConfigMap', api(config), 'shop/it data.DB_PASSWORD'],
  [
    'a file in a ConfigMap',
    api({ ...config, data: { 'app.yaml': `name: a\ndbPassword: ${password}\n` } }),
    'shop/it data["app.yaml"]',
  ],
  ['an item of a list', api({ apiVersion: 'v1', kind: 'List', items: [config] }), 'shop/it items[0].data.DB_PASSWORD'],
  [
    'a variable',
    api({ apiVersion: 'apps/v1', kind: 'Deployment', ...pod({ env }) }),
    'shop/it spec.template.spec.containers[0].env.DB_PASSWORD',
  ],
  [
    'an argument',
    api({ apiVersion: 'apps/v1', kind: 'Deployment', ...pod({ command: ['a'], args: [`--password=${password}`] }) }),
    'shop/it spec.template.spec.containers[0].args',
  ],
  [
    'a command of a probe',
    api({ apiVersion: 'v1', kind: 'Pod', livenessProbe: { exec: { command: ['redis-cli', '-a', password] } } }),
    'shop/it livenessProbe.exec.command',
  ],
  [
    'a header',
    api({ apiVersion: 'v1', kind: 'Pod', httpHeaders: [{ name: 'X-Auth-Token', value: password }] }),
    'shop/it httpHeaders.X-Auth-Token',
  ],
  [
    'an annotation',
    api({ apiVersion: 'a.example.org/v1', kind: 'A', metadata: { annotations: { password } } }),
    'shop/it metadata.annotations.password',
  ],
  [
    'a class of cdk8s-plus',
    (app) => new kplus.ConfigMap(app, 'it', { data: { DB_PASSWORD: password } }),
    'shop/it/Resource data.DB_PASSWORD',
  ],
  [
    'an override',
    (app) => worker(app, { overrides: { deployment: { metadata: { annotations: { password } } } } }),
    'shop/wrk/deployment metadata.annotations.password',
  ],
  [
    'a patch',
    (app) => worker(app).object('deployment')?.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/env', env)),
    'shop/wrk/deployment spec.template.spec.containers[0].env.DB_PASSWORD',
  ],
];

test.each(written)('%s with a password gives a warning', (_, declare, place) => {
  expect(warnings(declare)).toEqual([`secret-in-text ${place}`]);
});

test.each(written)('%s with a password gives no warning in an initial environment', (_, declare) => {
  expect(warnings(declare, [])).toEqual([]);
});

test('a variable of a flow is reported once, even if the object of the flow is patched too', () => {
  const declare: Declare = (app) =>
    worker(app, { env: { DB_PASSWORD: password } })
      .object('deployment')
      ?.addJsonPatch(JsonPatch.add('/metadata/labels/a', 'b'));
  expect(warnings(declare)).toEqual(['secret-in-text shop.wrk.env.DB_PASSWORD']);
});

test('a reference to a Secret and ordinary values give no warning', () => {
  const declare = api({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    ...pod({
      env: [
        { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'login', key: 'password' } } },
        { name: 'DB_PASSWORD_FILE', value: '/run/secrets/db' },
        { name: 'TOKEN_URL', value: 'https://login.example.org/token' },
        { name: 'LOG_LEVEL', value: 'warning' },
      ],
      args: ['--password=$(DB_PASSWORD)'],
    }),
  });
  expect(warnings(declare)).toEqual([]);
});
