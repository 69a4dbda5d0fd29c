import { WorkerFlow } from 'towpath';
import Pssp from '../../apps/pssp';
import { type Explanation, explain } from '../../src/actions/explain/explain';
import { parsePath } from '../../src/actions/explain/path';
import { formatLocation, formatPath, TowpathError } from '../../src/diagnostics';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';

const root = folderWith({
  'environments/_base.yaml': 'defaults:\n  env: { LEVEL: info, "a.b": x }\n',
  'environments/dev.yaml': 'namespace: dev\n',
  'environments/prod.yaml': [
    'extends: _base',
    'promotesFrom: [dev]',
    'apps:',
    '  pssp:',
    '    tag: v1',
    '    defaults: { replicas: 2 }',
    '    flows:',
    '      api: { replicas: 3, env: { LEVEL: null } }',
    '      wrk: { tag: v2 }',
    '',
  ].join('\n'),
});

const at = (path: string, environment = 'prod') => explain({ root, environment, path, applications: { pssp: Pssp } });
const lines = ({ layers }: Explanation) =>
  layers.map(({ value, location, origin }) => `${value} ${location ? formatLocation(location) : '-'} ${origin}`);

it('returns a value and every layer that set it, with the deciding layer first', async () => {
  const [found] = await at('pssp.api.replicas');
  expect(found).toMatchObject({ path: 'pssp.api.replicas', value: 3 });
  expect(lines(found as Explanation)).toEqual([
    '3 environments/prod.yaml:8:14 apps.pssp.flows.api',
    '2 environments/prod.yaml:6:17 apps.pssp.defaults',
    '1 - defaults 2026-12',
  ]);
});

it('returns the layers of a name, with the pattern of the application as the lowest', async () => {
  const Shop = define(
    (app) => new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1, naming: { objects: { deployment: 'code' } } }),
    { naming: { objects: { deployment: '{flow}' } } },
  );
  const where = folderWith({
    'environments/dev.yaml': 'apps: { shop: { flows: { wrk: { naming: { objects: { deployment: dev } } } } } }\n',
  });
  const path = 'shop.wrk.naming.objects.deployment';
  const [found] = await explain({ root: where, environment: 'dev', path, applications: { shop: Shop } });
  expect(found?.layers.map(({ origin, value }) => `${value} ${origin}`)).toEqual([
    'dev apps.shop.flows.wrk',
    'code code',
    '{flow} naming of the application',
  ]);
});

it('returns the layers of a ConfigMap from code and environments', async () => {
  const Shop = define((app) => app.config('settings', { data: { LEVEL: 'info', MODE: 'a' } }));
  const where = folderWith({
    'environments/dev.yaml': 'apps: { shop: { configs: { settings: { data: { LEVEL: debug } } } } }\n',
  });
  const [found, ...others] = await explain({
    root: where,
    environment: 'dev',
    path: 'shop.configs.settings.data.LEVEL',
    applications: { shop: Shop },
  });
  expect(others).toEqual([]);
  expect(found).toMatchObject({ path: 'apps.shop.configs.settings.data.LEVEL', value: 'debug' });
  expect(found?.layers.map(({ origin, value }) => `${value} ${origin}`)).toEqual([
    'debug apps.shop.configs.settings',
    'info code',
  ]);
});

it('accepts a path in the form of error messages', async () => {
  expect(await at('apps.pssp.flows.api.replicas')).toEqual(await at('pssp.api.replicas'));
});

it('shows the file and line of values in code', async () => {
  const [found] = await at('pssp.api.port');
  expect(found?.layers).toEqual([
    {
      origin: 'code',
      value: 5000,
      location: { file: 'apps/pssp.ts', line: expect.any(Number), column: expect.any(Number) },
    },
  ]);
});

it('distinguishes a base file from the environment that extends it, and shows values that null removed', async () => {
  const [found] = await at('pssp.api.env.LEVEL');
  expect(found).not.toHaveProperty('value');
  expect(lines(found as Explanation)).toEqual([
    'null environments/prod.yaml:8:34 apps.pssp.flows.api',
    'info environments/_base.yaml:2:10 defaults',
  ]);
});

it('explains all values below a prefix, with references by name', async () => {
  const found = await at('pssp.api.env');
  expect(found.map(({ path, value }) => [path, value])).toEqual([
    ['pssp.api.env.LEVEL', undefined],
    ['pssp.api.env.REDIS_HOST', '$' + '{db.host}'],
    ['pssp.api.env["a.b"]', 'x'],
  ]);
});

it('shows the layers of a version', async () => {
  const [found] = await at('pssp.wrk.image');
  expect(found?.value).toBe('example/pssp-wrk:v2');
  expect(found?.layers.slice(1, 3).map(({ value, origin }) => [value, origin])).toEqual([
    ['v2', 'apps.pssp.flows.wrk.tag'],
    ['v1', 'apps.pssp.tag'],
  ]);
});

it('explains the values of the environment and of an application', async () => {
  expect((await at('promotesFrom'))[0]).toMatchObject({ value: ['dev'] });
  expect((await at('namespace', 'dev'))[0]).toMatchObject({ path: 'namespace', value: 'dev' });
  expect((await at('pssp.tag'))[0]).toMatchObject({ path: 'apps.pssp.tag', value: 'v1' });
});

it.each(['pssp.apl.replicas', 'nothing', 'pssp.api.replicas.deeper'])('reports that %s has no value', async (path) => {
  await expect(at(path)).rejects.toThrow(TowpathError);
  await expect(at(path)).rejects.toThrow(/unknown-path/);
});

it.each([
  ['pssp.api.replcas', 'did you mean `replicas`?'],
  ['apps.pssp.flows.api.resources.limits.cup', 'did you mean `cpu`?'],
  ['pssp.api.env.LEVLE', 'did you mean `LEVEL`?'],
  ['pssp.apl.replicas', 'did you mean `pssp.api`?'],
  ['pssp.tagg', 'did you mean `tag`?'],
  ['namespce', 'did you mean `namespace`?'],
  ['pssp.api.group', '`group` exists, but nothing sets it here'],
])('corrects %s: %s', async (path, hint) => {
  await expect(at(path)).rejects.toMatchObject({ issues: [{ code: 'unknown-path', hint }] });
});

it('printed paths can be read again', () => {
  for (const path of [['a', 'b'], ['a', 'b.c/d', 0, 'e'], ['x', 'with "quotes"'], ['1A']]) {
    expect(parsePath(formatPath(path))).toEqual(path);
  }
});
