import { setTimeout } from 'node:timers/promises';
import { rbac } from '../../src/actions/rbac/rbac';
import { kubeconfigFor } from './helpers/kubeconfig';
import { kubectl, listOf } from './helpers/kubectl';
import { names } from './helpers/live';
import { api, db, shopOn, wrk } from './helpers/shop';
import { towpath } from './helpers/towpath';
import { asUser, grant, type User } from './helpers/users';
import { withControllers } from './helpers/with-controllers';

const everything = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }];

withControllers('the policy of `towpath rbac --guard`', () => {
  let shop: ReturnType<typeof shopOn>;
  let deployer: User;
  let somebody: User;
  let policies: readonly object[];

  beforeAll(async () => {
    shop = shopOn([db, api, wrk]);
    deployer = asUser('deployer');
    somebody = asUser('somebody');
    kubectl(['create', 'deployment', 'own', '--image=nginx', '-n', shop.namespace]);
    for (const user of [deployer, somebody]) grant(user, shop.namespace, everything);
    const { namespace, name } = deployer.subject;
    const options = { root: shop.cwd, environment: 'dev', guard: true, serviceAccount: `${namespace}:${name}` };
    policies = (await rbac(options)).objects.filter(({ kind }) => kind.startsWith('ValidatingAdmissionPolicy'));
    kubectl(['apply', '--server-side', '-f', '-'], listOf(policies));
    // A policy is in force some moments after it was written.
    for (
      const end = Date.now() + 60_000;
      refusal('create', 'configmap', 'towpath.shop.v0') === '';
      await setTimeout(100)
    )
      if (Date.now() > end) throw new Error('the policy is not in force');
  });
  afterAll(() => {
    kubectl(['delete', '-f', '-'], listOf(policies));
  });

  /** What kubectl says if somebody with all rights in the namespace is refused, else nothing. */
  function refusal(...args: string[]): string {
    try {
      kubectl([...args, '--namespace', shop.namespace, '--dry-run=server'], '', somebody);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  }
  const run = (user: User, ...args: string[]) =>
    towpath([...args, '-y'], { cwd: shop.cwd, kubeconfig: kubeconfigFor({ context: 'loopback', user }) });

  it('lets the account deploy, change and prune, and controllers bring the pods up', async () => {
    expect(await run(deployer, 'deploy', '-e', 'dev', '--timeout', '60s')).toMatchObject({ code: 0 });
    shop.change([db, api], 'v2');
    expect(await run(deployer, 'deploy', '-e', 'dev', '--timeout', '60s')).toMatchObject({ code: 0 });
    expect(names(shop.namespace)).not.toContain('Deployment/shop-wrk');
    // Outside of git, a rollback restores only what is declared or runs.
    shop.change([db, api, wrk], 'v2');
    expect(await run(deployer, 'rollback', '-e', 'dev', 'shop')).toMatchObject({ code: 0 });
    expect(names(shop.namespace)).toContain('Deployment/shop-wrk');
  });

  it.each([
    [['annotate', 'deployment/shop-api', 'x=y']],
    [['label', 'deployment/shop-api', 'applyset.kubernetes.io/part-of-']],
    [['delete', 'service/shop-api']],
    [['scale', 'deployment/shop-api', '--replicas=3']],
    [['delete', 'configmap/towpath.shop']],
    [['create', 'configmap', 'towpath.shop.v99']],
  ])('refuses %j of another account, and says what to do', (args) => {
    const text = refusal(...args);
    expect(text).toContain('the application shop in dev is changed by towpath alone, as the service account');
    expect(text).toContain('an administrator deletes the ValidatingAdmissionPolicyBinding');
  });

  it.each([
    [['create', 'configmap', 'towpath.shopping']],
    [['create', 'configmap', 'own']],
    [['create', 'deployment', 'another', '--image=nginx']],
    [['scale', 'deployment/own', '--replicas=3']],
  ])('does not refuse %j, which is no object of the application', (args) => {
    expect(refusal(...args)).toBe('');
  });

  it('refuses a deploy of another account before anything is written', async () => {
    shop.change([db, api, wrk], 'v3');
    const { code, stderr } = await run(somebody, 'deploy', '-e', 'dev', '--timeout', '60s');
    expect(code).not.toBe(0);
    expect(stderr).toContain('changed by towpath alone');
    const image = kubectl(['get', 'deployment/shop-api', '-n', shop.namespace, '-o', 'jsonpath={..image}']).stdout;
    expect(image).not.toContain('v3');
  });
});
