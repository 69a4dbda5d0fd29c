import { ApiObject, JsonPatch } from 'cdk8s';
import { type Application, type EnvironmentProps, environment, ServiceFlow } from 'towpath';
import { assembleWorkspace } from '../../src/assembly/assemble-workspace';
import { define } from '../helpers/define';

const service = { image: 'a:1', user: 1, port: 80 };

function messagesOf(
  declare: (app: Application) => void,
  environments: Readonly<Record<string, EnvironmentProps>> = { dev: {} },
): string[] {
  const { issues } = assembleWorkspace({
    root: __dirname,
    name: 'shop',
    options: { defaults: '2026-12', layout: 'object' },
    locateOption: () => ({ file: 'towpath.yaml' }),
    applications: [{ id: 'shop', construct: define(declare) }],
    environments: Object.entries(environments).map(([name, props]) => environment(name, { namespace: name, ...props })),
    issues: [],
  });
  const known = issues.filter(({ code }) => code !== 'kind-unknown');
  return known.map(({ severity, code, path, message }) => `${severity} ${code} ${path}: ${message}`);
}

type Rule = Readonly<{ host?: string; path?: string; pathType?: string }>;

/** An Ingress of the user. */
function ingress(app: Application, name: string, rule: Rule, spec: object = {}, annotations?: Record<string, string>) {
  const { host, path = '/', pathType = 'Prefix' } = rule;
  const backend = { service: { name: 'shop-web', port: { number: 80 } } };
  const rules = [{ ...(host && { host }), http: { paths: [{ path, pathType, backend }] } }];
  new ApiObject(app, name, {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, ...(annotations && { annotations }) },
    spec: { ...spec, rules },
  } as never);
}

/** Whether two Ingresses take the same requests. */
function collide(one: readonly [Rule, object?, Record<string, string>?], other: typeof one): boolean {
  const found = messagesOf((app) => {
    ingress(app, 'one', ...one);
    ingress(app, 'other', ...other);
  });
  return found.some((message) => message.includes('route-taken'));
}

test('two routes with the same hosts and paths are one warning for all rules and environments', () => {
  const route = { hosts: ['x.example', 'y.example'], paths: ['/', '/api'] };
  const declare = (app: Application) => {
    new ServiceFlow(app, 'web', { ...service, route });
    new ServiceFlow(app, 'api', { ...service, route });
  };
  expect(messagesOf(declare, { dev: {}, prod: { promotesFrom: ['dev'], namespace: 'prod' } })).toEqual([
    'warning route-taken shop/web/ingress: the Ingresses `shop-api` and `shop-web` both take the requests for `x.example/`, `x.example/api`, `y.example/`, 1 more, in `dev`, `prod`',
  ]);
});

test('routes without hosts, further routes, patches and Ingresses of the user count too', () => {
  const all = messagesOf((app) => {
    new ServiceFlow(app, 'web', { ...service, route: {}, routes: { more: { hosts: ['x.example'] } } });
    new ServiceFlow(app, 'api', { ...service, route: {} });
    new ServiceFlow(app, 'old', { ...service, route: { hosts: ['old.example'] } })
      .object('ingress')
      ?.addJsonPatch(JsonPatch.replace('/spec/rules/0/host', 'x.example'));
    ingress(app, 'mine', { host: 'x.example' });
  });
  expect(all).toEqual([
    'warning route-taken shop/old/ingress: the Ingresses `mine` and `shop-old` both take the requests for `x.example/`, in `dev`',
    'warning route-taken shop/web/ingress-more: the Ingresses `mine` and `shop-web-more` both take the requests for `x.example/`, in `dev`',
    'warning route-taken shop/web/ingress: the Ingresses `shop-api` and `shop-web` both take the requests for `/` of all hosts, in `dev`',
  ]);
});

test('one Ingress with two equal rules is named once', () => {
  const route = { hosts: ['x.example'], paths: ['/a', { path: '/a', pathType: 'Exact' as const }, '/a/'] };
  expect(messagesOf((app) => new ServiceFlow(app, 'web', { ...service, route }))).toEqual([
    'warning route-taken shop/web/ingress: the Ingress `shop-web` has two rules for `x.example/a/`, in `dev`',
  ]);
});

test('environments are compared if they name the same cluster', () => {
  const declare = (app: Application) => {
    new ServiceFlow(app, 'web', { ...service, route: { hosts: ['x.example'] } });
  };
  const inClusters = (dev: string | undefined, prod: string | undefined) => {
    const of = (context: string | undefined) => (context ? { cluster: { context } } : {});
    return messagesOf(declare, { dev: of(dev), prod: { promotesFrom: ['dev'], ...of(prod) } });
  };
  expect(inClusters('one', 'one')).toEqual([
    'warning route-taken shop/web/ingress: the Ingresses `shop-web` and `shop-web` both take the requests for `x.example/`, in the cluster of `dev` and `prod`',
  ]);
  expect(inClusters('one', 'other')).toEqual([]);
  expect(inClusters(undefined, undefined)).toEqual([]);
});

describe('rules that a controller can tell apart are no problem:', () => {
  const rule = { host: 'x.example' };
  const nginx = 'nginx.ingress.kubernetes.io';
  const traefik = 'traefik.ingress.kubernetes.io';

  test.each<[string, Parameters<typeof collide>[0], boolean]>([
    ['another host', [{ host: 'y.example' }], false],
    ['another path', [{ ...rule, path: '/api' }], false],
    ['an exact path', [{ ...rule, pathType: 'Exact' }], false],
    ['another class', [rule, { ingressClassName: 'inner' }], false],
    ['a class in the old annotation', [rule, {}, { 'kubernetes.io/ingress.class': 'inner' }], false],
    ['a canary', [rule, {}, { [`${nginx}/canary`]: 'true' }], false],
    ['another entry point', [rule, {}, { [`${traefik}/router.entrypoints`]: 'web' }], false],
    ['only another annotation', [rule, {}, { [`${nginx}/proxy-body-size`]: '1m' }], true],
  ])('%s', (_, other, isSame) => {
    expect(collide([rule], other)).toBe(isSame);
  });

  test('controllers that give each Ingress an address', () => {
    const alb = { ingressClassName: 'alb' };
    const shared = { 'alb.ingress.kubernetes.io/group.name': 'all' };
    expect(collide([{}, alb], [{}, alb])).toBe(false);
    expect(collide([{}, alb, shared], [{}, alb, shared])).toBe(true);
    expect(collide([rule, alb], [rule, alb])).toBe(true);
  });
});

describe('HTTPRoutes and Routes of OpenShift', () => {
  function both(kind: string, apiVersion: string, one: object, other: object): string[] {
    const found = messagesOf((app) => {
      const specs = { one, other };
      for (const [name, spec] of Object.entries(specs)) {
        new ApiObject(app, name, { apiVersion, kind, metadata: { name }, spec } as never);
      }
    });
    return found.filter((message) => message.includes('route-taken'));
  }
  const http = (...specs: [object, object]) => both('HTTPRoute', 'gateway.networking.k8s.io/v1', ...specs);
  const openshift = (...specs: [object, object]) => both('Route', 'route.openshift.io/v1', ...specs);
  const spec = { parentRefs: [{ name: 'outer' }], hostnames: ['x.example'], rules: [{}] };
  const matching = (match: object) => ({ ...spec, rules: [{ matches: [match] }] });

  test('a match that is not written is that of all paths', () => {
    const [found] = http(spec, matching({ path: { type: 'PathPrefix', value: '/' } }));
    expect(found).toContain('the HTTPRoutes `one` and `other` both take the requests for `x.example/`');
  });

  test('another gateway, match or host is another rule', () => {
    expect(http(spec, { ...spec, parentRefs: [{ name: 'inner' }] })).toEqual([]);
    expect(http(spec, matching({ method: 'GET' }))).toEqual([]);
    expect(http(spec, { ...spec, hostnames: ['y.example'] })).toEqual([]);
  });

  test('a Route without a host gets one of its own', () => {
    expect(openshift({ host: 'x.example' }, { host: 'x.example', path: '/' })).toHaveLength(1);
    expect(openshift({}, {})).toEqual([]);
  });
});
