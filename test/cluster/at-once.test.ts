import { hostname } from 'node:os';
import { codesIn } from '../helpers/cli';
import { deadOwner } from '../helpers/owner';
import { writesTo } from './helpers/fault';
import { type FaultProxy, faultProxy } from './helpers/fault-proxy';
import { gate } from './helpers/gate';
import { kubectl, listOf } from './helpers/kubectl';
import { leftIn, releasesIn } from './helpers/left';
import { live, names } from './helpers/live';
import { newNamespace } from './helpers/namespace';
import { api, shopOn, wrk } from './helpers/shop';
import { ended, startTowpath } from './helpers/towpath';
import { withControllers } from './helpers/with-controllers';

const plurals = ['deployments', 'services'];

/** A lease as somebody leaves it. */
function leave(namespace: string, holder: string): void {
  const metadata = { name: 'towpath.shop', namespace };
  const spec = { holderIdentity: holder, leaseDurationSeconds: 15, renewTime: '2026-01-01T00:00:00.000000Z' };
  kubectl(['apply', '-f', '-'], listOf([{ apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata, spec }]));
}

const elsewhere = 'ci@elsewhere/4711-1-0123456789ab-0123456789ab';

withControllers('two deploys at the same time', () => {
  let proxy: FaultProxy;

  beforeAll(async () => {
    proxy = await faultProxy();
  });

  const images = (namespace: string) =>
    [...live(namespace, 'deployments').values()].map(({ spec }) => {
      const { template } = spec as { template: { spec: { containers: { image: string }[] } } };
      return template.spec.containers[0]?.image;
    });

  it('of different versions: one succeeds, and the other writes none of its objects', async () => {
    const namespace = newNamespace();
    const both = ['v1', 'v2'].map((tag) => {
      const shop = shopOn([api, wrk], proxy, namespace);
      shop.change([api, wrk], tag);
      return { tag, ...shop };
    });
    // Both have made their plans when they come to the lease.
    let still = both.length;
    const all = gate();
    const before = () => {
      still -= 1;
      if (still === 0) all.open();
      return all.pass();
    };
    const path = new RegExp(`/namespaces/${namespace}/leases/`);
    proxy.rules = [1, 2].map((nth) => ({ method: 'GET', path, nth, before }));
    const outcomes = await Promise.all(both.map(({ deploy }) => deploy()));
    const codes = outcomes.map(({ code }) => code);
    expect([...codes].sort()).toEqual([0, 3]);
    const loser = outcomes[codes.indexOf(3)];
    expect(['deploy-under-way', 'deploy-overtaken']).toContain(loser && codesIn(loser)[0]);
    const tag = both[codes.indexOf(0)]?.tag;
    expect(images(namespace)).toEqual([`example/api:${tag}`, `example/api:${tag}`]);
    expect(releasesIn(namespace)).toMatchObject([
      { revision: 1, state: 'deployed', flows: { api: { tag }, wrk: { tag } } },
    ]);
    const bodies = proxy.seen
      .filter(({ method, path }) => method === 'PATCH' && (writesTo(namespace).path as RegExp).test(path))
      .filter(({ path }) => plurals.some((plural) => path.includes(`/${plural}/`)))
      .map(({ body }) => body);
    expect(bodies.filter((body) => body.includes('example/api:') && !body.includes(`example/api:${tag}`))).toEqual([]);
  });

  /** Holds the first that comes to its workload, until the second has ended. */
  async function whileDeploying(second: (shop: ReturnType<typeof shopOn>) => ReturnType<typeof ended>) {
    const shop = shopOn([wrk], proxy);
    for (const tag of ['v1', 'v2']) {
      shop.change([wrk], tag);
      expect(await shop.deploy()).toMatchObject({ code: 0 });
    }
    shop.change([wrk], 'v3');
    const hold = gate();
    const path = new RegExp(`/namespaces/${shop.namespace}/deployments/(?!.*dryRun)`);
    proxy.rules = [{ method: 'PATCH', path, nth: 1, before: hold.pass }];
    const first = ended(shop.start());
    await hold.reached;
    const outcome = await second(shop);
    hold.open();
    expect(await first).toMatchObject({ code: 0 });
    expect(images(shop.namespace)).toEqual(['example/api:v3']);
    return outcome;
  }

  it('a rollback during a deploy ends without a write', async () => {
    const outcome = await whileDeploying(({ cwd, kubeconfig }) =>
      ended(startTowpath(['rollback', '-e', 'dev', 'shop'], { cwd, kubeconfig })),
    );
    expect({ code: outcome.code, codes: codesIn(outcome) }).toEqual({ code: 3, codes: ['deploy-under-way'] });
  });

  it('if one changes objects after the plan of the other and is killed, the other stops', async () => {
    const shop = shopOn([wrk], proxy);
    expect(await shop.deploy()).toMatchObject({ code: 0 });
    const other = shopOn([wrk], proxy, shop.namespace);
    other.change([wrk], 'v2');
    const killed = other.start();
    const hold = gate();
    const deployments = new RegExp(`/namespaces/${shop.namespace}/deployments/(?!.*dryRun)`);
    const kill = () => void killed.kill('SIGKILL');
    proxy.rules = [{ method: 'PATCH', path: deployments, nth: 1, before: hold.pass, after: kill }];
    const end = ended(killed);
    await hold.reached;
    // The plan is there when the first write is asked for: nothing is to be done but to finish.
    const first = gate();
    proxy.rules = [
      ...proxy.rules,
      { method: 'GET', path: new RegExp(`/namespaces/${shop.namespace}/leases/`), nth: 1, before: first.pass },
    ];
    const late = ended(shop.start());
    await first.reached;
    hold.open();
    expect(await end).toMatchObject({ signal: 'SIGKILL' });
    first.open();
    const outcome = await late;
    expect({ code: outcome.code, codes: codesIn(outcome) }).toEqual({ code: 3, codes: ['deploy-overtaken'] });
    expect(await shop.deploy()).toMatchObject({ code: 0 });
    expect(images(shop.namespace)).toEqual(['example/api:v1']);
    expect(releasesIn(shop.namespace)[0]).toMatchObject({ state: 'deployed', flows: { wrk: { tag: 'v1' } } });
  });

  it('is taken over at once if its process has ended', async () => {
    const { namespace, deploy } = shopOn([wrk], proxy);
    leave(namespace, `somebody@${hostname()}/${deadOwner()}`);
    expect(await deploy()).toMatchObject({ code: 0 });
    expect(watchesOfLease(namespace)).toBe(0);
  });

  it('of another machine is taken over only if it is not renewed', async () => {
    const [silent, alive] = [shopOn([wrk], proxy), shopOn([wrk], proxy)];
    for (const { namespace } of [silent, alive]) leave(namespace, elsewhere);
    const path = new RegExp(`/namespaces/${alive.namespace}/leases.*watch=true`);
    const renew = () => {
      const patch = JSON.stringify({ spec: { renewTime: '2026-01-01T00:00:05.000000Z' } });
      kubectl(['patch', 'lease', 'towpath.shop', '--namespace', alive.namespace, '--type=merge', '-p', patch]);
    };
    proxy.rules = [{ path, nth: 1, after: renew }];
    const [taken, refused] = await Promise.all([silent.deploy(), alive.deploy()]);
    expect(taken).toMatchObject({ code: 0 });
    expect(watchesOfLease(silent.namespace)).toBeGreaterThan(0);
    expect({ ...refused, codes: codesIn(refused) }).toMatchObject({ code: 3, codes: ['deploy-under-way'] });
    expect(names(alive.namespace)).toEqual([]);
    expect(leftIn(silent.namespace)).toMatchObject({ isHeld: false });
  });

  const watchesOfLease = (namespace: string) =>
    proxy.seen.filter(({ path }) => path.includes(`/namespaces/${namespace}/leases`) && path.includes('watch=true'))
      .length;
});
