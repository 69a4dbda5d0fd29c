import type { Naming } from 'towpath';
import { environment, ServiceFlow, StoreFlow, WorkerFlow } from 'towpath';
import { objectOf, synthesize } from 'towpath/testing';
import { define, issuesOf, thrownIssues } from '../helpers/define';

const web = { image: 'nginx:1.27', user: 101, port: 8080 };
const Shop = (naming?: string | Naming, extra = {}) =>
  define((shop) => new ServiceFlow(shop, 'api', { ...web, ...extra }), { naming });
const at = (overlay: object, name = 'prod') => environment(name, { apps: { shop: overlay } });
const selectorOf = (object: unknown) =>
  (object as { spec: { selector: { matchLabels: object } } }).spec.selector.matchLabels;

describe('by default', () => {
  const app = synthesize(Shop(), at({ instance: 'shop-2' }));

  it('objects are named <instance>-<flow>, and references use these names', () => {
    expect(objectOf(app, 'api', 'deployment')).toHaveProperty('metadata.name', 'shop-2-api');
    expect(objectOf(app, 'api', 'service')).toHaveProperty('metadata.name', 'shop-2-api');
  });

  it('pods are selected by name and instance alone', () => {
    const selector = { 'app.kubernetes.io/name': 'api', 'app.kubernetes.io/instance': 'shop-2' };
    expect(selectorOf(objectOf(app, 'api', 'deployment'))).toEqual(selector);
    expect(objectOf(app, 'api', 'service')).toHaveProperty('spec.selector', selector);
  });

  it('objects have the standard labels', () => {
    expect(objectOf(app, 'api', 'deployment')?.metadata.labels).toEqual({
      'app.kubernetes.io/name': 'api',
      'app.kubernetes.io/instance': 'shop-2',
      'app.kubernetes.io/part-of': 'shop',
      'app.kubernetes.io/component': 'service',
      'app.kubernetes.io/managed-by': 'towpath',
      'app.kubernetes.io/version': '1.27',
      'towpath.dev/environment': 'prod',
    });
  });

  it('a Service and a claim do not change with the version', () => {
    const Store = define((shop) => {
      const volume = { mountPath: '/data', size: '1Gi' };
      new StoreFlow(shop, 'db', { image: shop.image('db', 'example/db'), user: 1, port: 1, volume });
    });
    const [one, two] = ['v1', 'v2'].map((tag) => synthesize(Store, at({ tag }), { id: 'shop' }).objects);
    expect(one?.['db-service']).toEqual(two?.['db-service']);
    expect(one?.['db-pvc']).toEqual(two?.['db-pvc']);
    expect(one?.['db-deployment']).not.toEqual(two?.['db-deployment']);
  });
});

it('a version that is not a valid label value is shortened in the label, and not in the image', () => {
  const tag = `_${'x'.repeat(70)}.`;
  const Built = define((shop) => new WorkerFlow(shop, 'wrk', { image: shop.image('wrk', 'a'), user: 1 }));
  const app = synthesize(Built, at({ tag }), { id: 'shop' });
  const label = objectOf(app, 'wrk', 'deployment')?.metadata.labels as Record<string, string>;
  expect(label['app.kubernetes.io/version']).toBe('x'.repeat(62));
  expect(objectOf(app, 'wrk', 'deployment')).toHaveProperty('spec.template.spec.containers.0.image', `a:${tag}`);
});

describe('a naming pattern', () => {
  it('keeps the names of an adopted application', () => {
    const app = synthesize(Shop('{app}-{env}-{flow}'), at({}));
    expect(objectOf(app, 'api', 'service')).toHaveProperty('metadata.name', 'shop-prod-api');
  });

  it('keeps the selectors of an adopted application, and pods have these labels', () => {
    const selector = { app: '{flow}-{env}', tier: 'web' };
    const app = synthesize(Shop({ selector }), at({}));
    expect(selectorOf(objectOf(app, 'api', 'deployment'))).toEqual({ app: 'api-prod', tier: 'web' });
    expect(objectOf(app, 'api', 'deployment')?.spec).toMatchObject({
      template: { metadata: { labels: { app: 'api-prod', tier: 'web' } } },
    });
  });

  const Two = (naming: string | Naming) =>
    define(
      (shop) => {
        new ServiceFlow(shop, 'api', web);
        new WorkerFlow(shop, 'wrk', { image: 'nginx:1.27', user: 101 });
      },
      { naming },
    );

  it.each<[string | Naming, string, string | undefined]>([
    [
      '{app}-{env}',
      'the name pattern gives the objects of `api` and `wrk` the same name',
      'add {flow} to the name pattern in `naming`',
    ],
    [
      { selector: { app: '{app}' } },
      'the selector matches the pods of both `api` and `wrk`',
      'add {flow} to a label in `naming.selector`',
    ],
    ['{flow}-{stage}', '`{stage}` is not a placeholder; use {app}, {instance}, {env} and {flow}', undefined],
    [
      { labels: { app: '{team}' } },
      '`{team}` is not a placeholder; use {app}, {instance}, {env} and {flow}',
      undefined,
    ],
  ])('%j is refused', (naming, message, hint) => {
    const issues = thrownIssues(() => synthesize(Two(naming), at({}), { id: 'shop' }));
    const expected = { code: 'naming-invalid', path: 'shop.naming', message, ...(hint && { hint }) };
    expect(issues).toContainEqual(expect.objectContaining(expected));
  });

  it('needs no {flow} if there is only one flow', () => {
    const app = synthesize(Shop({ name: '{app}', selector: { app: '{app}' } }), at({}), { id: 'shop' });
    expect(objectOf(app, 'api', 'service')).toHaveProperty('metadata.name', 'shop');
  });

  it('replaces the labels that towpath sets', () => {
    const app = synthesize(Shop({ labels: { app: '{flow}' } }), at({}), { id: 'shop' });
    expect(objectOf(app, 'api', 'service')?.metadata.labels).toEqual({ app: 'api' });
    expect(synthesize(Shop({ labels: {} }), at({})).files['api-service.yaml']).not.toContain('labels');
  });

  it('and an override removes a label that all objects of the application have', () => {
    const overrides = { service: { metadata: { labels: { 'app.kubernetes.io/part-of': null } } } };
    const app = synthesize(Shop(undefined, { overrides }), at({}), { id: 'shop' });
    expect(objectOf(app, 'api', 'service')?.metadata.labels).not.toHaveProperty(['app.kubernetes.io/part-of']);
    expect(objectOf(app, 'api', 'deployment')?.metadata.labels).toHaveProperty(['app.kubernetes.io/part-of'], 'shop');
  });

  it('gives one object a name of its own', () => {
    const app = synthesize(Shop({ objects: { service: '{flow}-svc' } }), at({}), { id: 'shop' });
    expect(objectOf(app, 'api', 'service')).toHaveProperty('metadata.name', 'api-svc');
    expect(objectOf(app, 'api', 'deployment')).toHaveProperty('metadata.name', 'shop-api');
  });
});

describe('names that Kubernetes refuses', () => {
  it.each([
    ['too long', { instance: 'i'.repeat(60) }, '64 characters'],
    ['starting with a digit', { instance: '2shop' }, 'Service'],
  ])('%s are errors', (_, overlay, reason) => {
    const issues = thrownIssues(() => synthesize(Shop(), at(overlay), { id: 'shop' }));
    expect(issues.map(({ code }) => code)).toContain('invalid-name');
    expect(issues.map(({ message }) => message).join()).toContain(reason);
  });

  it('a flow id with capitals', () => {
    const Caps = define((shop) => new WorkerFlow(shop, 'Api', { image: 'a:1', user: 1 }));
    expect(issuesOf(() => synthesize(Caps, at({}), { id: 'shop' }))).toContain('invalid-name shop.Api');
  });
});

it.each(['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'towpath.dev/environment'])(
  'the label %s cannot be taken',
  (key) => {
    for (const property of ['labels', 'podLabels']) {
      const issues = issuesOf(() =>
        synthesize(Shop(undefined, { [property]: { [key]: 'x' } }), at({}), { id: 'shop' }),
      );
      expect(issues).toEqual([`reserved-label shop.api.${property}`]);
    }
  },
);
