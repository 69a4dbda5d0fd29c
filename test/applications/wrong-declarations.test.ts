import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Application, type Environment, environment, ServiceFlow } from 'towpath';
import { assemble, buildApplication } from '../../src/assembly/assemble';
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

describe('what is declared in the wrong place is an error:', () => {
  const issueOf = (declare: Parameters<typeof define>[0]) =>
    build(declare).issues.map(({ code, message, location }) => `${code} ${location?.file}: ${message}`);
  const here = 'test/applications/wrong-declarations.test.ts';

  test.each<[string, (app: Application) => Construct, string]>([
    ['another flow', (app) => new ServiceFlow(app, 'web', flow), 'shop/web'],
    ['the object of a flow', (app) => new ServiceFlow(app, 'web', flow).object('service') as Construct, 'shop/web'],
    ['a ConfigMap', (app) => app.config('texts'), 'shop/config:texts'],
    ['a Secret', (app) => app.secret('key'), 'shop/secret:key'],
    ['a volume', (app) => app.volume('files', { size: '1Gi' }), 'shop/volume:files'],
    ['an object', (app) => new ApiObject(app, 'own', { apiVersion: 'v1', kind: 'Secret' }), 'shop/own'],
  ])('a flow in %s', (_, parent, place) => {
    const [found] = issueOf((app) => new ServiceFlow(parent(app), 'api', flow));
    expect(found).toMatch(new RegExp(`^invalid-value ${here}: the flow \`api\` is declared inside of .*\`${place}\`$`));
  });

  test('but a construct or a chart can group flows', () => {
    const grouped = (app: Application) => {
      new ServiceFlow(new Construct(app, 'team'), 'api', flow);
      new ServiceFlow(new Chart(app, 'chart'), 'web', flow);
    };
    expect(issueOf(grouped)).toEqual([]);
    const { objects } = assemble({ id: 'shop', construct: define(grouped) }, dev);
    // A chart inside of the application has no namespace and no labels of its own.
    expect(objects.map(({ manifest }) => manifest.metadata.namespace)).toEqual(Array(4).fill('shop-dev'));
    for (const { manifest } of objects)
      expect(manifest).toHaveProperty(['metadata', 'labels', 'app.kubernetes.io/part-of']);
  });

  test('an application in another one, or beside it', () => {
    const Other = define((app) => new ServiceFlow(app, 'api', flow));
    expect(issueOf((app) => new Other(app, 'other', { environment: dev }))).toEqual([
      `invalid-value test/helpers/define.ts: the application \`other\` is declared inside of the application \`shop\``,
    ]);
    const beside = (declare: (scope: Construct) => unknown) => issueOf((app) => declare(app.node.scope as Construct));
    expect(beside((scope) => new Other(scope, 'other', { environment: dev }))).toEqual([
      'declared-outside test/helpers/define.ts: `other` is declared beside the application, so it is in no output',
    ]);
    expect(beside((scope) => new Chart(new Construct(scope, 'group'), 'chart'))).toEqual([
      'declared-outside apps/shop.ts: `group` is declared beside the application, so it is in no output',
    ]);
    expect(beside((scope) => new Construct(scope, 'empty'))).toEqual([]);
  });

  test('an application with another id or environment than the asked one', () => {
    const issues = (id: string, where: Environment) => {
      class Shop extends Application {
        constructor(scope: Construct) {
          super(scope, id, { environment: where });
        }
      }
      return buildApplication({ id: 'shop', construct: Shop, file: 'apps/shop.ts' }, dev).issues.map(
        ({ code, message, location }) => `${code} ${location?.file}: ${message}`,
      );
    };
    expect(issues('shop', dev)).toEqual([]);
    expect(issues('store', dev)).toEqual([
      `invalid-value ${here}: the constructor passes on the id \`store\`, and it gets \`shop\``,
    ]);
    expect(issues('shop', environment('prod', {}))).toEqual([
      `invalid-value ${here}: the constructor passes on the environment \`prod\`, and it gets \`dev\``,
    ]);
  });
});

describe('a getter that throws is an error with a code at its line:', () => {
  const thrown = {
    get key(): never {
      throw new Error('no such value');
    },
  } as never;
  const proxy = new Proxy({}, { ownKeys: () => JSON.parse('{') }) as never;

  test.each<[string, (app: Application) => unknown]>([
    ['a flow', (app) => new ServiceFlow(app, 'api', thrown)],
    ['a variable of a flow', (app) => new ServiceFlow(app, 'api', { ...flow, env: thrown })],
    ['an override', (app) => new ServiceFlow(app, 'api', { ...flow, overrides: { deployment: thrown } })],
    ['a config', (app) => app.config('texts', { data: thrown })],
    ['a volume', (app) => app.volume('files', thrown)],
    ['an environment', () => environment('prod', { apps: thrown })],
    ['an application', () => new Application(new App(), 'other', thrown)],
    ['shared values', () => new Application(new App(), 'other', { environment: dev, shared: thrown })],
    ['a proxy', (app) => new ServiceFlow(app, 'api', { ...flow, env: proxy })],
  ])('%s', (_, declare) => {
    const { issues } = build(declare);
    expect(issues).toMatchObject([
      {
        code: 'invalid-value',
        message: expect.stringMatching(/^a value cannot be read, because reading it throws an error: ./),
        location: { file: 'test/applications/wrong-declarations.test.ts' },
      },
    ]);
  });
});
