import { environment, ServiceFlow } from 'towpath';
import { buildApplication } from '../../src/assembly/assemble';
import { define, issuesOf } from '../helpers/define';

const dev = environment('dev', { namespace: 'shop-dev' });
const flow = { image: 'nginx:1.27', user: 101, port: 80 };
const build = (declare: Parameters<typeof define>[0]) =>
  buildApplication({ id: 'shop', construct: define(declare), file: 'apps/shop.ts' }, dev);
const codes = (declare: Parameters<typeof define>[0]) =>
  build(declare).issues.map(({ code, path }) => (path ? `${code} ${path}` : code));

test.each([
  ['a flow', 'late', (app: never) => new ServiceFlow(app, 'late', flow)],
  ['a ConfigMap', 'texts', (app: { config(name: string): unknown }) => app.config('texts')],
  [
    'a volume',
    'files',
    (app: { volume(name: string, props: object): unknown }) => app.volume('files', { size: '1Gi' }),
  ],
])('%s that is declared after the constructor has returned is an error', (_, name, declare) => {
  const { application } = build(() => undefined);
  expect(issuesOf(() => declare(application as never))).toEqual([`declared-late shop.${name}`]);
});

test('a constructor that returns another object is an error', () => {
  const construct = function Shop() {
    return {};
  } as never;
  expect(buildApplication({ id: 'shop', construct, file: 'apps/shop.ts' }, dev).issues).toMatchObject([
    { code: 'application-no-class', location: { file: 'apps/shop.ts' } },
  ]);
});

test('a name that every object of JavaScript has is an error', () => {
  expect(codes((app) => new ServiceFlow(app, 'constructor', flow))).toEqual(['invalid-name']);
});

test('values that contain themselves are an error of their flow', () => {
  const env: Record<string, unknown> = {};
  env.A = env;
  expect(codes((app) => new ServiceFlow(app, 'api', { ...flow, env: env as never }))).toEqual([
    'invalid-value shop.api',
  ]);
});
