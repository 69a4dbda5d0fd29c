import { ApiObject } from 'cdk8s';
import { ServiceFlow } from 'towpath';
import { type RbacOptions, rbac } from '../../src/actions/rbac/rbac';
import type { Application } from '../../src/applications/application';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';

const dev = 'namespace: shop-dev\napps: { shop: { tag: v1 } }\n';

const declare = (app: Application) =>
  new ServiceFlow(app, 'api', { image: app.image('api', 'example/api'), user: 1000, port: 80 });

const guarded = (options: Partial<RbacOptions>, declared = declare as (app: Application) => void, text = dev) =>
  rbac({
    root: folderWith({ 'environments/dev.yaml': text }),
    applications: { shop: define(declared) },
    environment: 'dev',
    guard: true,
    ...options,
  });

interface Policy {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly matchConstraints: {
      readonly namespaceSelector: { readonly matchExpressions: readonly { readonly values: readonly string[] }[] };
      readonly resourceRules: readonly {
        readonly scope: string;
        readonly resources: readonly string[];
        readonly resourceNames?: readonly string[];
      }[];
    };
    readonly validations: readonly { readonly expression: string; readonly message: string }[];
  };
}

async function policyOf(...args: Parameters<typeof guarded>): Promise<Policy> {
  const { objects } = await guarded(...args);
  return objects.find(({ kind }) => kind === 'ValidatingAdmissionPolicy') as unknown as Policy;
}

test('without --guard no policy is written', async () => {
  const { objects } = await guarded({ guard: false, user: 'ann' });
  expect(objects.map(({ kind }) => kind)).toEqual(['Role', 'RoleBinding']);
});

test('a guard names each account that is given, and no other', async () => {
  const { spec } = await policyOf({ user: 'a"nn', group: 'ops', serviceAccount: 'ci:deployer' });
  expect(spec.validations.map(({ expression }) => expression)).toEqual([
    'request.userInfo.username == "a\\"nn" || "ops" in request.userInfo.groups || request.userInfo.username == "system:serviceaccount:ci:deployer"',
  ]);
});

test('a guard is about the namespaces of the objects, and about cluster-scoped objects and replicas by their names', async () => {
  const placed = (namespace?: string) => (app: Application) => {
    declare(app);
    const kind = namespace ? { apiVersion: 'v1', kind: 'ConfigMap' } : { apiVersion: 'v1', kind: 'PersistentVolume' };
    new ApiObject(app, 'more', { ...kind, metadata: { name: 'more', ...(namespace && { namespace }) } });
  };
  const scopeOf = ({ spec: { matchConstraints } }: Policy) => [
    matchConstraints.namespaceSelector.matchExpressions[0]?.values,
    matchConstraints.resourceRules.flatMap(({ scope, resources, resourceNames = ['*'] }) =>
      resourceNames.map((name) => `${scope} ${resources.join()} ${name}`),
    ),
  ];
  const own = ['Namespaced * *', 'Namespaced deployments/scale shop-api'];
  expect(scopeOf(await policyOf({ user: 'ann' }))).toEqual([['shop-dev'], own]);
  expect(scopeOf(await policyOf({ user: 'ann' }, placed('other')))).toEqual([['other', 'shop-dev'], own]);
  expect(scopeOf(await policyOf({ user: 'ann' }, placed()))).toEqual([
    ['shop-dev'],
    ['Namespaced * *', 'Cluster persistentvolumes more', 'Namespaced deployments/scale shop-api'],
  ]);
});

test('guards of two environments in one cluster have different names', async () => {
  const names = [dev, dev.replace('shop-dev', 'shop-tst')].map(async (text) => {
    const { metadata } = await policyOf({ user: 'ann' }, declare, text);
    return metadata.name;
  });
  expect(new Set(await Promise.all(names)).size).toBe(2);
});

test('a guard without an account, or without a namespace, is refused, and both are told', async () => {
  const issues = await failure(() => guarded({}, declare, 'apps: { shop: { tag: v1 } }\n'));
  expect(issues.map(({ code }) => code)).toEqual(['guard-incomplete', 'guard-incomplete']);
});
