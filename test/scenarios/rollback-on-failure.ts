import { issueError } from '../../src/diagnostics';
import { codesOf } from './codes';
import { all, config, worker } from './declared';
import type { Scenarios } from './ground';
import { type Shop, shopOn } from './shop';

/** Deploys v2 while the server refuses a write of that version, and takes the deploy back. */
async function takenBack(shop: Shop, refused = 'apply Deployment/shop-web'): Promise<string[]> {
  let times = 0;
  shop.onRequest = (request) => {
    if (request !== refused) return;
    times += 1;
    if (times === 1) throw issueError('cluster-refused', 'refused');
  };
  const codes = await codesOf(() => shop.deployOrRollBack({}));
  shop.onRequest = undefined;
  return codes;
}

export const rollbackOnFailure: Scenarios = {
  'a deploy that fails is taken back, and the pins stay': async (ground) => {
    const shop = await shopOn(ground, all(worker('api'), worker('web')));
    await shop.deploy();
    shop.say({ tag: 'v2' });
    expect(await takenBack(shop)).toEqual(['cluster-refused', 'deploy-taken-back']);
    for (const flow of ['api', 'web']) expect(await shop.image(flow)).toBe('example/app:v1');
    expect((await shop.releases())[0]).toMatchObject({ revision: 3, restores: 1, state: 'deployed' });
    expect((await shop.diff()).objects.map(({ change }) => change)).toEqual(['changed', 'changed']);
  },

  'a first deploy that fails stays, and says so': async (ground) => {
    const shop = await shopOn(ground, all(worker('web'), config('a')));
    expect(await takenBack(shop)).toEqual(['cluster-refused', 'deploy-not-taken-back']);
    expect(await shop.names()).toContain('ConfigMap/a');
  },

  'a deploy that applied nothing is not taken back': async (ground) => {
    const shop = await shopOn(ground, worker('web'));
    await shop.deploy();
    shop.say({ tag: 'v2' });
    expect(await takenBack(shop)).toEqual(['cluster-refused']);
    expect(await shop.image('web')).toBe('example/app:v1');
  },

  'a deploy that is interrupted is not taken back': async (ground) => {
    const shop = await shopOn(ground, all(worker('api'), worker('web')));
    await shop.deploy();
    shop.say({ tag: 'v2' });
    const interrupt = new AbortController();
    shop.onRequest = (request) => {
      if (request !== 'apply Deployment/shop-web' || interrupt.signal.aborted) return;
      interrupt.abort(new Error('interrupted'));
      throw issueError('cluster-unreachable', 'the request was broken off');
    };
    await expect(shop.deployOrRollBack({ signal: interrupt.signal })).rejects.toThrow();
    shop.onRequest = undefined;
    expect((await shop.releases())[0]).toMatchObject({ revision: 2 });
  },
};
