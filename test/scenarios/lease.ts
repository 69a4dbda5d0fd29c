import { hostname } from 'node:os';
import timers from 'node:timers/promises';
import { newOwner } from '../../src/files/lock-owner';
import { codesOf } from './codes';
import { config, worker } from './declared';
import type { Ground, Scenarios } from './ground';
import { holderOf, leave, leaveDead } from './leases';
import { shopOn } from './shop';

const foreign = 'ci@elsewhere/4711-1-0123456789ab-0123456789ab';

async function shopHeldBy(ground: Ground, holder: string) {
  const shop = await shopOn(ground, config('a'));
  await leave(ground, shop, holder);
  return shop;
}

export const lease: Scenarios = {
  'of a running process stops another deploy before it writes': async (ground) => {
    const holder = `somebody@${hostname()}/${newOwner()}`;
    const shop = await shopHeldBy(ground, holder);
    expect(await codesOf(() => shop.deploy())).toEqual(['deploy-under-way']);
    expect(shop.writes()).toEqual([]);
    expect(await holderOf(shop)).toBe(holder);
  },

  'of an ended process of this machine is taken over at once': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    await leaveDead(ground, shop);
    await shop.deploy();
    expect(shop.requests).not.toContain('watch Lease');
    expect(await shop.names()).toEqual(['ConfigMap/a']);
    expect(await holderOf(shop)).toBe('');
  },

  'of another machine is taken over if it is not renewed': async (ground) => {
    const shop = await shopHeldBy(ground, foreign);
    await ground.outlast(() => shop.deploy());
    expect(shop.requests[0]).toBe('watch Lease');
    expect(await shop.names()).toEqual(['ConfigMap/a']);
    expect(await holderOf(shop)).toBe('');
  },

  'of another machine stops the deploy if it is renewed': async (ground) => {
    const shop = await shopHeldBy(ground, foreign);
    shop.onRequest = async (request) => {
      if (request === 'watch Lease') await leave(ground, shop, foreign, '2026-01-01T00:00:05.000000Z');
    };
    expect(await ground.outlast(() => codesOf(() => shop.deploy()))).toEqual(['deploy-under-way']);
    expect(shop.writes()).toEqual([]);
    expect(await holderOf(shop)).toBe(foreign);
  },

  'of another machine stops the deploy if it is renewed after ten seconds': async (ground) => {
    const shop = await shopHeldBy(ground, foreign);
    shop.onRequest = (request) => {
      const renew = () => leave(ground, shop, foreign, '2026-01-01T00:00:10.000000Z');
      if (request === 'watch Lease') void timers.setTimeout(10_000).then(renew);
    };
    expect(await ground.outlast(() => codesOf(() => shop.deploy()))).toEqual(['deploy-under-way']);
    expect(shop.writes()).toEqual([]);
  },

  'of another machine can be taken when that machine releases it': async (ground) => {
    const shop = await shopHeldBy(ground, foreign);
    shop.onRequest = async (request) => {
      if (request === 'watch Lease') await leave(ground, shop, '');
    };
    await ground.outlast(() => shop.deploy());
    expect(await shop.names()).toEqual(['ConfigMap/a']);
  },

  'is held from before the first write until the release is stored': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    await shop.deploy();
    const writes = shop.writes();
    expect(writes[0]).toBe('create Lease/towpath.shop');
    expect(writes.slice(-2)).toEqual(['apply ConfigMap/towpath.shop.v1', 'replace Lease/towpath.shop']);
    expect(await holderOf(shop)).toBe('');
  },

  'that another process takes over stops the deploy, which does not release it': async (ground) => {
    const shop = await shopOn(ground, worker('wrk'));
    let taken = Promise.resolve();
    shop.onRequest = (request) => {
      if (request === 'watch Deployment') taken = leave(ground, shop, foreign);
    };
    const codes = await ground.outlast(() => codesOf(() => shop.deploy({ wait: true })));
    await taken;
    expect(codes).toEqual(['deploy-under-way']);
    expect(await holderOf(shop)).toBe(foreign);
    // Whoever holds the lease now may have written the release down already.
    expect((await shop.releases()).map(({ state }) => state)).toEqual(['started']);
  },

  'that another process takes over stops a deletion, which leaves the records to that process': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    await shop.deploy();
    shop.onRequest = async (request) => {
      if (request !== 'remove ConfigMap/a') return;
      await leave(ground, shop, foreign);
      await timers.setTimeout(6_000);
    };
    expect(await ground.outlast(() => codesOf(() => shop.remove()))).toEqual(['deploy-under-way']);
    expect((await shop.releases()).map(({ revision }) => revision)).toEqual([1]);
    expect(await holderOf(shop)).toBe(foreign);
  },

  'is renewed while a deploy waits': async (ground) => {
    const shop = await shopOn(ground, worker('wrk'));
    const stop = new AbortController();
    let renewals = 0;
    shop.onRequest = (request) => {
      if (request === 'replace Lease/towpath.shop') renewals += 1;
      if (renewals === 3) stop.abort(new Error('seen enough'));
    };
    await expect(ground.outlast(() => shop.deploy({ wait: true, signal: stop.signal }))).rejects.toThrow('seen enough');
    expect(await holderOf(shop)).toBe('');
  },

  'that cannot be renewed stops the deploy before another process may take it over': async (ground) => {
    const shop = await shopOn(ground, worker('wrk'));
    let renewals = 0;
    shop.onRequest = (request) => {
      if (request !== 'replace Lease/towpath.shop') return;
      renewals += 1;
      throw new Error('the connection broke off');
    };
    const codes = await ground.outlast(() => codesOf(() => shop.deploy({ wait: true })));
    expect(codes).toEqual(['deploy-under-way']);
    expect(renewals).toBeLessThan(3);
    // The release is left as it is: another deploy may have begun to write it down.
    expect((await shop.releases()).map(({ state }) => state)).toEqual(['started']);
  },

  'is released when a deploy fails': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    shop.onRequest = (request) => {
      if (request === 'apply ConfigMap/a') throw new Error('the connection broke off');
    };
    await expect(shop.deploy()).rejects.toThrow('the connection broke off');
    expect(await holderOf(shop)).toBe('');
    expect(await shop.releases()).toMatchObject([{ revision: 1, state: 'failed' }]);
  },
};
