import { deploy } from '../../src/actions/deploy/deploy';
import { type Rule, writesTo } from './helpers/fault';
import { type FaultProxy, faultProxy } from './helpers/fault-proxy';
import { leftIn, releasesIn } from './helpers/left';
import { api, db, migrate, shopOn, wrk } from './helpers/shop';
import { ended } from './helpers/towpath';
import { withControllers } from './helpers/with-controllers';

const old = [db, api, wrk];
const fresh = [db, migrate, api];
const atOnce = 4;

type Moment = 'before' | 'after';

withControllers('a deploy that is killed', () => {
  let proxy: FaultProxy;

  beforeAll(async () => {
    proxy = await faultProxy();
  });

  /** An application as it was, with the files of what it is to become. */
  async function before() {
    const shop = shopOn(old, proxy);
    const again = () => deploy({ root: shop.cwd, environment: 'dev', kubeconfig: shop.kubeconfig });
    await again();
    shop.change(fresh, 'v2');
    return { ...shop, again };
  }

  /** Kills the client at its n-th write, before the server hears of it or when it has done it. */
  async function killedAt(
    nth: number,
    moment: Moment,
  ): Promise<{ readonly namespace: string; readonly wasKilled: boolean }> {
    const { namespace, start, again } = await before();
    const client = start();
    const kill = () => void client.kill('SIGKILL');
    const rule: Rule =
      moment === 'before' ? { before: kill, fault: { reset: 'before' } } : { after: kill, fault: { reset: 'after' } };
    proxy.rules = [...proxy.rules, { ...writesTo(namespace), nth, ...rule }];
    const { code, signal } = await ended(client);
    if (signal !== 'SIGKILL') expect(code).toBe(0);
    await again();
    return { namespace, wasKilled: signal === 'SIGKILL' };
  }

  it('is finished by the next deploy, whichever write it was killed at', async () => {
    const { namespace, again } = await before();
    const earlier = proxy.seen.length;
    await again();
    const wanted = leftIn(namespace);
    const isWrite = ({ method, path }: { method: string; path: string }) =>
      method !== 'GET' && (writesTo(namespace).path as RegExp).test(path);
    const writes = proxy.seen.slice(earlier).filter(isWrite);
    const cases = Array.from({ length: writes.length }, (_, index) => index + 1).flatMap((nth): [number, Moment][] => [
      [nth, 'before'],
      [nth, 'after'],
    ]);
    const found: unknown[] = [];
    let kills = 0;
    const work = async () => {
      for (let next = cases.shift(); next; next = cases.shift()) {
        const { namespace: there, wasKilled } = await killedAt(...next);
        if (wasKilled) kills += 1;
        found.push({ at: next, left: leftIn(there), unfinished: releasesIn(there).filter(({ objects }) => !objects) });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    for (const one of found) expect(one).toMatchObject({ left: wanted, unfinished: [] });
    // A lease is renewed every few seconds, so a faster deploy has fewer writes to be killed at.
    const fewest = writes.filter(({ path }) => !path.includes('/leases')).length;
    expect(kills).toBeGreaterThanOrEqual(2 * fewest);
  }, 600_000);
});
