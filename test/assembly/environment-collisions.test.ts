import { ApiObject } from 'cdk8s';
import { type Application, type ApplicationProps, type EnvironmentProps, environment, WorkerFlow } from 'towpath';
import { assembleWorkspace } from '../../src/assembly/assemble-workspace';
import type { Issue } from '../../src/diagnostics';
import type { ApplicationClass } from '../../src/workspace/workspace';
import { define } from '../helpers/define';

interface Said {
  readonly applications?: Readonly<Record<string, ApplicationClass>>;
  readonly shareObjects?: readonly string[];
  readonly only?: readonly string[];
}

function issuesOf(
  environments: Readonly<Record<string, EnvironmentProps>>,
  declare: (app: Application) => void,
  { applications, shareObjects, only }: Said = {},
): readonly Issue[] {
  const entries = Object.entries(applications ?? { shop: define(declare) });
  return assembleWorkspace(
    {
      root: __dirname,
      name: 'shop',
      options: { defaults: '2026-12', layout: 'object', ...(shareObjects && { shareObjects }) },
      locateOption: () => ({ file: 'towpath.yaml' }),
      applications: entries.map(([id, construct]) => ({ id, construct })),
      environments: Object.entries(environments).map(([name, props]) => environment(name, props)),
      issues: [],
    },
    only,
  ).issues;
}

const messages = (...args: Parameters<typeof issuesOf>) =>
  issuesOf(...args).map(({ code, message }) => `${code} ${message}`);

const kinds = { ClusterRole: 'rbac.authorization.k8s.io/v1', StorageClass: 'storage.k8s.io/v1', ConfigMap: 'v1' };
const object =
  (kind: keyof typeof kinds, name: string, rest: object = {}) =>
  (app: Application) => {
    const labels = { 'towpath.dev/environment': 'all' };
    const metadata = { name, labels, ...(rest as { metadata?: object }).metadata };
    const fields = kind === 'StorageClass' ? { provisioner: 'a' } : kind === 'ClusterRole' ? { rules: [] } : {};
    new ApiObject(app, name, { apiVersion: kinds[kind], kind, ...fields, ...rest, metadata });
  };
const apart = { tst: { namespace: 'shop-tst' }, prod: { namespace: 'shop-prod' } };

it.each(['ClusterRole', 'StorageClass'] as const)(
  'a %s that two environments write is an error that names both and it',
  (kind) => {
    expect(messages(apart, object(kind, 'reader'))).toEqual([
      `environments-collide \`tst\` and \`prod\` would both write the ${kind} \`reader\` to one cluster`,
    ]);
  },
);

it('an object in a namespace collides only with one in the same namespace', () => {
  expect(messages(apart, object('ConfigMap', 'settings'))).toEqual([]);
  expect(messages(apart, object('ConfigMap', 'settings', { metadata: { namespace: 'common' } }))).toEqual([
    'environments-collide `tst` and `prod` would both write the ConfigMap `settings` in the namespace `common` to one cluster',
  ]);
});

it('environments that are not built do not collide with each other', () => {
  const environments = { ...apart, dev: { namespace: 'shop-dev', apps: { shop: { enabled: false } } } };
  expect(messages(environments, object('ClusterRole', 'reader'), { only: ['dev'] })).toEqual([]);
  expect(messages(environments, object('ClusterRole', 'reader'))).toHaveLength(1);
});

it('an object of one application collides with that of another application in another environment', () => {
  const reader = object('ClusterRole', 'reader');
  const applications = { one: define(reader), two: define(reader) };
  const environments = {
    tst: { ...apart.tst, apps: { two: { enabled: false } } },
    prod: { ...apart.prod, apps: { one: { enabled: false } } },
  };
  expect(issuesOf(environments, reader, { applications }).map(({ code }) => code)).toEqual(['environments-collide']);
});

it('all objects of an application in a pair of environments are one issue, which counts them', () => {
  const declare = (app: Application) => {
    new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1, serviceAccount: {} });
    object('ClusterRole', 'reader')(app);
  };
  expect(
    messages({ a: {}, b: {}, c: { namespace: 'own' } }, declare).map((text) => text.replace(/; they differ.*/, '')),
  ).toEqual([
    'environments-collide `a` and `b` would both write the ClusterRole `reader` to one cluster, and 2 more objects of `shop`',
    'environments-collide `a` and `c` would both write the ClusterRole `reader` to one cluster',
    'environments-collide `b` and `c` would both write the ClusterRole `reader` to one cluster',
  ]);
});

it.each<[what: string, one: EnvironmentProps['cluster'], other: EnvironmentProps['cluster'], collides: boolean]>([
  ['no cluster in either', undefined, undefined, true],
  ['a cluster in one of them', { context: 'a' }, undefined, false],
  ['one context', { context: 'a' }, { context: 'a' }, true],
  ['one context, and a server in one of them', { context: 'a' }, { context: 'a', server: 'https://a' }, true],
  ['one context with two servers', { context: 'a', server: 'https://b' }, { context: 'a', server: 'https://a' }, false],
  ['one server under two contexts', { context: 'a', server: 'https://a' }, { context: 'b', server: 'https://a' }, true],
  ['two contexts', { context: 'a' }, { context: 'b' }, false],
  ['a context and a server', { context: 'a' }, { server: 'https://a' }, false],
])('environments with %s', (_, one, other, collides) => {
  const environments = { tst: { ...apart.tst, cluster: one }, prod: { ...apart.prod, cluster: other } };
  expect(messages(environments, object('ClusterRole', 'reader'))).toHaveLength(collides ? 1 : 0);
});

it('a collision with an environment that is not built in this run is reported too', () => {
  expect(issuesOf(apart, object('ClusterRole', 'reader'), { only: ['prod'] }).map(({ code }) => code)).toEqual([
    'environments-collide',
  ]);
});

it('errors of an environment that is not built in this run are not reported', () => {
  const declare = (app: Application) => {
    if (app.environment.name === 'tst') throw new Error('only in tst');
  };
  expect(issuesOf(apart, declare, { only: ['prod'] })).toEqual([]);
});

const pods = { apiGroups: [''], resources: ['pods'] };

describe('shareObjects', () => {
  const shareObjects = ['ClusterRole/reader'];

  it('allows an object that the environments write equally', () => {
    expect(messages(apart, object('ClusterRole', 'reader'), { shareObjects })).toEqual([]);
    expect(messages(apart, object('ClusterRole', 'other'), { shareObjects })[0]).toMatch(/the ClusterRole `other`/);
  });

  it('does not allow an object that they write differently, and the message names the field', () => {
    const declare = (app: Application) =>
      object('ClusterRole', 'reader', { rules: [{ ...pods, verbs: [app.environment.name] }] })(app);
    expect(messages(apart, declare, { shareObjects })).toEqual([
      'environments-collide `tst` and `prod` would both write the ClusterRole `reader` to one cluster; they differ in `rules`',
    ]);
  });

  it('is offered only for an object that they write equally', () => {
    const hint = (rest: (app: Application) => object) =>
      issuesOf(apart, (app) => object('ClusterRole', 'reader', rest(app))(app))[0]?.hint;
    expect(hint(() => ({}))).toMatch(/`shareObjects: \[ClusterRole\/reader\]`/);
    expect(hint((app) => ({ rules: [{ ...pods, verbs: [app.environment.name] }] }))).not.toMatch(/shareObjects/);
  });

  it('has no entries for objects that only one environment writes', () => {
    const declare = (app: Application) => object('ClusterRole', `reader-${app.environment.name}`)(app);
    expect(issuesOf(apart, declare, { shareObjects })).toMatchObject([
      { code: 'allowance-unused', severity: 'warning', path: 'shareObjects' },
    ]);
    expect(issuesOf(apart, declare, { shareObjects, only: ['prod'] })).toEqual([]);
  });
});

describe('environments in one namespace', () => {
  const together = { tst: { namespace: 'shop' }, prod: { namespace: 'shop' } };
  const named = (naming: ApplicationProps['naming'], declare: (app: Application) => void) => ({
    applications: { shop: define(declare, { naming }) },
  });
  const worker = (app: Application) => new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1 });
  const both = { name: '{env}-{flow}', selector: { app: '{env}-{flow}' } };

  it('do not collide if names and selectors contain {env}, also with objects beside the flows', () => {
    const declare = (app: Application) => {
      worker(app);
      object('ConfigMap', `settings-${app.environment.name}`)(app);
    };
    expect(messages(together, worker, named(both, declare))).toEqual([]);
  });

  it('collide in an object beside the flows whose name does not contain {env}', () => {
    const declare = (app: Application) => {
      worker(app);
      object('ConfigMap', 'settings')(app);
    };
    expect(messages(together, worker, named(both, declare))).toEqual([
      'environments-collide `tst` and `prod` would both write the ConfigMap `settings` in the namespace `shop` to one cluster',
    ]);
  });

  it('collide if their workloads select the same pods', () => {
    const naming = { ...both, selector: { app: '{flow}' } };
    expect(messages(together, worker, named(naming, worker))).toEqual([
      'environments-collide the Deployment `tst-wrk` of `tst` and the Deployment `prod-wrk` of `prod` select the same pods in one namespace',
    ]);
    expect(messages(apart, worker, named(naming, worker))).toEqual([]);
  });

  it('collide if both create the namespace and write it differently', () => {
    const create = (names: string[], more: EnvironmentProps = {}) =>
      Object.fromEntries(
        Object.entries(together).map(([name, props]) => [
          name,
          { ...props, createNamespace: names.includes(name), ...(name === 'prod' && more) },
        ]),
      );
    expect(messages(create(['tst']), worker, named(both, worker))).toEqual([]);
    expect(messages(create(['tst', 'prod']), worker, named(both, worker))).toEqual([]);
    const applications = { ...named(both, worker).applications, empty: define(() => {}) };
    const different = create(['tst', 'prod'], { namespaceLabels: { team: 'web' } });
    const [issue, ...others] = issuesOf(different, worker, { applications });
    expect(others).toEqual([]);
    expect(issue?.message).toMatch(/would both write the Namespace `shop` to one cluster; they differ/);
    expect(issue?.hint).toBe('set the same labels and annotations in both, or `createNamespace` in only one of them');
  });
});
