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
    readonly failurePolicy: string;
    readonly matchConstraints: {
      readonly namespaceSelector: { readonly matchExpressions: readonly { readonly values: readonly string[] }[] };
      readonly resourceRules: readonly {
        readonly scope: string;
        readonly resources: readonly string[];
        readonly resourceNames?: readonly string[];
      }[];
    };
    readonly matchConditions: readonly { readonly name: string; readonly expression: string }[];
    readonly validations: readonly { readonly expression: string; readonly message: string }[];
  };
}

async function policyOf(...args: Parameters<typeof guarded>): Promise<Policy> {
  const { objects } = await guarded(...args);
  return objects.find(({ kind }) => kind === 'ValidatingAdmissionPolicy') as unknown as Policy;
}

const warned = async (options: Partial<RbacOptions>) =>
  (await guarded(options)).warnings.map(({ code, message }) => `${code} ${/`([^`]*)`/.exec(message)?.[1]}`);

const add = (app: Application, kind: string, namespace?: string) => {
  const metadata = { name: 'more', ...(namespace && { namespace }) };
  new ApiObject(app, `more-${kind}`, { apiVersion: 'v1', kind, metadata });
};

test('without --guard no policy is written', async () => {
  const { objects } = await guarded({ guard: false, user: 'ann' });
  expect(objects.map(({ kind }) => kind)).toEqual(['Role', 'RoleBinding']);
});

test('the binding of a guard denies by its policy', async () => {
  const { objects } = await guarded({ user: 'ann' });
  const { spec } = await policyOf({ user: 'ann' });
  expect(spec.failurePolicy).toBe('Fail');
  expect(objects.at(-1)).toMatchObject({
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'towpath.shop.shop-dev' },
    spec: { policyName: 'towpath.shop.shop-dev', validationActions: ['Deny'] },
  });
});

test('a guard lets each account that is given pass and no other, and its message names them', async () => {
  const { spec } = await policyOf({ user: 'o"brien\\', group: 'team', serviceAccount: 'ci:deployer' });
  expect(spec.matchConditions.find(({ name }) => name === 'not-the-deployer')?.expression).toBe(
    '!(request.userInfo.username in ["o\\"brien\\\\", "system:serviceaccount:ci:deployer"]) && ' +
      '!(request.userInfo.groups.exists(group, group in ["team"]))',
  );
  for (const { message } of spec.validations)
    expect(message).toContain('`system:serviceaccount:ci:deployer` or the group `team`');
});

test('a guard covers the namespaces of the objects, and cluster-scoped objects by their names', async () => {
  const scopeOf = ({ spec: { matchConstraints } }: Policy) => [
    matchConstraints.namespaceSelector.matchExpressions[0]?.values,
    matchConstraints.resourceRules.flatMap(({ scope, resources, resourceNames = ['*'] }) =>
      resourceNames.map((name) => `${scope} ${resources.join()} ${name}`),
    ),
  ];
  const policy = await policyOf({ user: 'ann' }, (app) => {
    declare(app);
    add(app, 'ConfigMap', 'monitoring');
    add(app, 'Node');
    add(app, 'Namespace');
  });
  expect(scopeOf(policy)).toEqual([
    ['monitoring', 'shop-dev'],
    ['Namespaced */* *', 'Cluster nodes more'],
  ]);
});

test('a guard covers the Scale of workloads in their own namespace, and of nothing else', async () => {
  const policy = await policyOf({ user: 'ann' }, (app) => {
    declare(app);
    add(app, 'ConfigMap');
    add(app, 'ReplicationController', 'monitoring');
  });
  expect(policy.spec.validations.at(-1)?.expression).toContain(
    'in ["monitoring//replicationcontrollers/more", "shop-dev/apps/deployments/shop-api"]',
  );
});

test('guards of two environments in one cluster have different names', async () => {
  const names = [dev, dev.replace('shop-dev', 'shop-tst')].map(async (text) => {
    const { metadata } = await policyOf({ user: 'ann' }, declare, text);
    return metadata.name;
  });
  expect(await Promise.all(names)).toEqual(['towpath.shop.shop-dev', 'towpath.shop.shop-tst']);
});

test('a guard without an account, or without a namespace, is refused, and both are told', async () => {
  const issues = await failure(() => guarded({}, declare, 'apps: { shop: { tag: v1 } }\n'));
  expect(issues.map(({ code }) => code)).toEqual(['guard-incomplete', 'guard-incomplete']);
});

test.each([
  [{ serviceAccount: 'deployer' }, ['guard-weak deployer']],
  [{ user: 'system:serviceaccount:shop-dev:deployer' }, ['guard-weak deployer']],
  [{ group: 'system:serviceaccounts:shop-dev' }, ['guard-weak system:serviceaccounts:shop-dev']],
  [{ group: 'system:authenticated' }, ['guard-weak system:authenticated']],
  [{ serviceAccount: 'ci:deployer' }, []],
  [{ group: 'system:serviceaccounts:ci' }, []],
  [{ serviceAccount: 'deployer', guard: false }, []],
])('a guard of %j warns of accounts that people in a guarded namespace can use: %j', async (options, expected) => {
  expect(await warned(options)).toEqual(expected);
});
