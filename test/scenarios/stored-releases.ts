import { failure } from '../helpers/outcome';
import { codesOf } from './codes';
import { all, config, worker } from './declared';
import type { Scenarios } from './ground';
import { shopOn } from './shop';

export const storedReleases: Scenarios = {
  'a release is shown with its flows and objects': async (ground) => {
    const shop = await shopOn(ground, all(worker('api'), config('a')));
    await shop.deploy();
    shop.declare(worker('api'));
    shop.say({ tag: 'v2' });
    await shop.deploy();
    const { releases } = await shop.release(1);
    expect(releases).toMatchObject([
      [{ release: { revision: 1, flows: { api: { tag: 'v1' } } }, namespace: shop.namespace }],
    ]);
    expect(releases[0]?.[0]?.objects?.map(({ manifest }) => manifest.metadata.name).sort()).toEqual(['a', 'shop-api']);
  },

  'two releases are compared by their objects, and not with the cluster': async (ground) => {
    const shop = await shopOn(ground, all(worker('api'), config('same'), config('old'), config('level', { at: 'a' })));
    await shop.deploy();
    shop.declare(all(worker('api'), config('same'), config('new'), config('level', { at: 'b' })));
    await shop.deploy();
    shop.declare(config('later'));
    await shop.deploy();
    const { objects } = await shop.diffReleases(1, 2);
    expect(objects.map(({ name, change }) => `${name} ${change}`).sort()).toEqual([
      'level changed',
      'new added',
      'old pruned',
    ]);
    expect(objects.find(({ name }) => name === 'level')?.fields).toEqual([{ path: 'data.at', from: 'a', to: 'b' }]);
    expect((await shop.diffReleases(2, 1)).objects.find(({ name }) => name === 'old')).toMatchObject({
      change: 'added',
    });
    expect((await shop.diffReleases(2, 2)).objects).toEqual([]);
  },

  'a release that is not stored is unknown': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    await shop.deploy();
    expect(await codesOf(() => shop.release(7))).toEqual(['release-unknown']);
    expect(await failure(() => shop.diffReleases(1, 7))).toMatchObject([
      { code: 'release-unknown', message: '`dev` does not have the release 7' },
    ]);
  },
};
