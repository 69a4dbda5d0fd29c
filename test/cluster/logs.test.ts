import { haveArrived, rightsIn } from './helpers/arrived';
import { faultProxy } from './helpers/fault-proxy';
import { kubeconfigFor } from './helpers/kubeconfig';
import { kubectl } from './helpers/kubectl';
import { server } from './helpers/server';
import { shopOn } from './helpers/shop';
import { towpath } from './helpers/towpath';
import { asUser } from './helpers/users';
import { waitFor } from './helpers/wait-for';
import { withControllers } from './helpers/with-controllers';

const secretValue = 'canary-4711';
const crashing = `new WorkerFlow(this, 'api', {
  image, user: 1000, podLabels: { 'towpath.test/fails': 'crash-loop' },
  env: { TOKEN: { secret: 'login', key: 'token' } },
});`;

/**
 * A workspace whose only flow crashes, and an account with the Roles of `towpath rbac`. The simulated node has no
 * containers, so a proxy answers in its place when the output of one is asked for. All other answers are the server's.
 */
async function shopWithDeployer(...flags: string[]) {
  const written = `start\n\u001b[31mno login with ${secretValue}\u001b[0m\n`;
  const proxy = await faultProxy({ rules: [{ path: '/log?', fault: { garbage: written } }] });
  const shop = shopOn([crashing], proxy);
  kubectl(['create', 'secret', 'generic', 'login', `--from-literal=token=${secretValue}`, '-n', shop.namespace]);
  const user = asUser('deployer');
  const account = `${user.subject.namespace}:${user.subject.name}`;
  const roles = await towpath(['rbac', '-e', 'dev', '--service-account', account, '-o', 'json', ...flags], {
    cwd: shop.cwd,
  });
  kubectl(['apply', '--server-side', '-f', '-'], roles.stdout);
  const kubeconfig = kubeconfigFor({ context: 'loopback', user, server: { ...server(), ...proxy } });
  await haveArrived({ kubeconfig }, rightsIn(JSON.parse(roles.stdout).items));
  const deploy = (...more: string[]) => towpath(['deploy', '-e', 'dev', '-y', ...more], { cwd: shop.cwd, kubeconfig });
  return { ...shop, proxy, deploy, asked: () => proxy.seen.filter(({ path }) => path.includes('/log?')) };
}

withControllers('a deploy with --logs', () => {
  it('shows the last lines and events of a container that fails, without the values of Secrets', async () => {
    const shop = await shopWithDeployer('--logs');
    const { proxy, namespace } = shop;
    // The scheduler writes its event a moment after its work, so the list of events waits for it.
    const before = () => waitFor(namespace, 'event --field-selector=reason=Scheduled', 'create');
    const path = new RegExp(`/namespaces/${namespace}/events\\?(?!.*watch=true)`);
    proxy.rules = [...proxy.rules, { method: 'GET', path, nth: 1, before }];
    const { code, stdout, stderr } = await shop.deploy('--logs', '--failures-allowed', '1', '-o', 'json');
    expect(code).toBe(3);
    expect(stderr).toContain('  | no login with ***\n');
    const { outcomes, warnings } = JSON.parse(stdout);
    expect(outcomes[0].pods).toMatchObject([
      {
        object: { flow: 'api', kind: 'Deployment', name: 'shop-api' },
        containers: [{ name: 'api', isPrevious: true, lines: ['start', 'no login with ***'] }],
        events: expect.arrayContaining([expect.stringContaining('Scheduled: ')]),
      },
    ]);
    expect(warnings.filter((one: { code: string }) => one.code === 'output-not-shown')).toEqual([]);
    const kept = kubectl(['get', 'configmaps', '-n', shop.namespace, '-o', 'json']).stdout;
    for (const text of [stdout, stderr, kept]) expect(text).not.toContain(secretValue);
    expect(stderr).not.toContain('\u001b[31mno');
  });

  it('says which right is missing, shows nothing that it could not mask, and ends as without --logs', async () => {
    const shop = await shopWithDeployer();
    const { code, stdout, stderr } = await shop.deploy('--logs', '--failures-allowed', '1');
    expect(code).toBe(3);
    expect(stderr).toMatch(/output-not-shown: shop: .*cannot get resource "secrets"/);
    expect(stderr).toContain('`towpath rbac -e ENV --logs`');
    expect(stderr).toContain('rollout-failed');
    expect(stderr).toContain('shop: failed after 1 of 1 change');
    expect(stdout + stderr).not.toContain(secretValue);
    expect(shop.asked()).toEqual([]);
  });

  it('reads no output without the option', async () => {
    const shop = await shopWithDeployer('--logs');
    expect(await shop.deploy('--failures-allowed', '1')).toMatchObject({ code: 3 });
    expect(shop.asked()).toEqual([]);
  });
});
