import { codesOf } from './codes';
import { all, config, object } from './declared';
import type { Scenarios } from './ground';
import { shopOn } from './shop';

const widget = object({ apiVersion: 'example.test/v1', kind: 'Widget', metadata: { name: 'w' } });

export const refused: Scenarios = {
  'an object of an unknown kind is refused in a diff, and the other objects are shown': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    await shop.deploy();
    shop.declare(all(config('b'), widget));
    const { objects, issues } = await shop.diff();
    expect(objects).toMatchObject([
      { name: 'b', change: 'added' },
      { name: 'w', change: 'refused', reasons: [expect.stringContaining('`Widget` of `example.test/v1`')] },
      { name: 'a', change: 'pruned' },
    ]);
    expect(issues.map(({ code }) => code)).toEqual(['kind-not-in-cluster']);
  },

  'an object of an unknown kind stops a deploy before the first write': async (ground) => {
    const shop = await shopOn(ground, all(config('a'), widget));
    expect(await codesOf(() => shop.deploy())).toEqual(['kind-not-in-cluster']);
    expect(shop.writes()).toEqual([]);
  },

  'an object that belongs to another application is refused in a diff': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    const other = await shopOn(ground, config('a'), { name: 'other', namespace: shop.namespace });
    await other.deploy();
    const { objects } = await shop.diff();
    expect(objects).toMatchObject([
      { name: 'a', change: 'refused', reasons: [expect.stringContaining('belongs to another application')] },
    ]);
  },
};
