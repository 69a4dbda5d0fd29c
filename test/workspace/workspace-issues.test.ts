import { ApiObject } from 'cdk8s';
import { type EnvironmentProps, environment, ServiceFlow, WorkerFlow } from 'towpath';
import { assembleWorkspace } from '../../src/assembly/assemble-workspace';
import type { ApplicationClass, Workspace } from '../../src/workspace/workspace';
import { define } from '../helpers/define';

const Shop = define((shop) => new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1 }));

function workspace(
  environments: Record<string, EnvironmentProps>,
  applications: Record<string, ApplicationClass> = { shop: Shop },
): Workspace {
  return {
    root: __dirname,
    name: '',
    options: { defaults: '2026-12', layout: 'object' },
    locateOption: () => ({ file: 'towpath.yaml' }),
    applications: Object.entries(applications).map(([id, construct]) => ({ id, construct })),
    environments: Object.entries(environments).map(([name, props]) => environment(name, props)),
    issues: [],
  };
}
const codes = (...args: Parameters<typeof workspace>) =>
  assembleWorkspace(workspace(...args)).issues.map(({ code }) => code);

describe('environments that would overwrite each other', () => {
  it.each([
    ['their values are equal', {}, {}],
    ['they have the same namespace', { namespace: 'x' }, { namespace: 'x' }],
    [
      'the application has the same namespace in both',
      { namespace: 'x' },
      { namespace: 'y', apps: { shop: { namespace: 'x' } } },
    ],
    [
      'one server under two contexts',
      { cluster: { server: 'https://a', context: 'a' } },
      { cluster: { server: 'https://a', context: 'b' } },
    ],
  ])('are an error: %s', (_, one, two) => {
    expect(codes({ dev: one, prod: two })).toEqual(['environments-collide']);
  });

  it.each([
    ['namespace', { namespace: 'x' }, { namespace: 'y' }],
    ['cluster', { cluster: { context: 'a' } }, { cluster: { context: 'b' } }],
    ['instance', {}, { apps: { shop: { instance: 'second' } } }],
    ['the applications that they enable', {}, { apps: { shop: { enabled: false } } }],
  ])('are no error if they differ in %s', (_, one, two) => {
    expect(codes({ dev: one, prod: two })).toEqual([]);
  });

  it('are reported even if only one of them is synthesized', () => {
    const { issues } = assembleWorkspace(workspace({ dev: {}, prod: {} }), ['prod']);
    expect(issues.map(({ code }) => code)).toEqual(['environments-collide']);
  });

  it('are no error if both names and selectors contain {env}', () => {
    const named = (naming: object) =>
      define((shop) => new WorkerFlow(shop, 'wrk', { image: 'a:1', user: 1 }), { naming });
    const name = '{env}-{flow}';
    expect(codes({ dev: {}, prod: {} }, { shop: named({ name }) })).toEqual(['environments-collide']);
    expect(codes({ dev: {}, prod: {} }, { shop: named({ name, selector: { app: '{env}-{flow}' } }) })).toEqual([]);
  });
});

it('applications that would overwrite each other’s objects are an error', () => {
  const Other = define((app) => new WorkerFlow(app, 'wrk', { image: 'b:1', user: 1 }));
  const same = { apps: { other: { instance: 'shop' } } };
  expect(codes({ dev: same }, { shop: Shop, other: Other })).toEqual(['object-collision']);
});

it('objects of one application with the same file are an error', () => {
  const Twice = define((app) => {
    new ServiceFlow(app, 'api', { image: 'a:1', user: 1, port: 80 });
    for (const [id, name] of [
      ['a', 'x:y'],
      ['b', 'x_y'],
    ] as const) {
      new ApiObject(app, id, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name } });
    }
  });
  expect(codes({ dev: {} }, { shop: Twice })).toEqual(['file-collision']);
});

it('an environment with values for an unknown application is an error, with a suggestion', () => {
  const { issues } = assembleWorkspace(workspace({ dev: { apps: { shpo: { tag: 'v1' } } } }));
  expect(issues).toMatchObject([{ code: 'unknown-application', path: 'apps.shpo', hint: 'did you mean `shop`?' }]);
});

it('an application that an environment disables is not built', () => {
  const Throws = define(() => {
    throw new Error('never');
  });
  expect(codes({ dev: { apps: { shop: { enabled: false } } } }, { shop: Throws })).toEqual([]);
  expect(codes({ dev: {} }, { shop: Throws })).toEqual(['application-not-loaded']);
});
