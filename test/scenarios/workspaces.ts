import { WorkerFlow } from 'towpath';
import { findDeployments } from '../../src/actions/deployments/find-deployments';
import { workspaceAnnotation } from '../../src/kubernetes/labels';
import { failure } from '../helpers/outcome';
import { codesOf } from './codes';
import { all, config, worker } from './declared';
import type { Ground, Scenarios } from './ground';
import { type Declare, type Shop, shopOn } from './shop';

/** A worker with an image of its own. */
const workerOf =
  (flow: string, repository: string): Declare =>
  (app) => {
    new WorkerFlow(app, flow, { image: app.image(flow, repository), user: 1000 });
  };

/** Takes the marks away, so that the set is as an earlier version of towpath left it. */
async function unmark(ground: Ground, shop: Shop): Promise<void> {
  for (const name of ['ConfigMap/towpath.shop', 'ConfigMap/towpath.shop.v1']) {
    const found = await shop.get(name);
    if (!found) throw new Error(`there is no ${name}`);
    const { [workspaceAnnotation]: _, ...annotations } = found.metadata.annotations ?? {};
    await ground.by('somebody').replace({ ...found, metadata: { ...found.metadata, annotations } });
  }
}

async function markOf(shop: Shop): Promise<string | undefined> {
  return (await shop.get('ConfigMap/towpath.shop'))?.metadata.annotations?.[workspaceAnnotation];
}

export const workspaces: Scenarios = {
  'do not take the objects of each other': async (ground) => {
    const shop = await shopOn(ground, worker('alpha'), { workspace: '@example/one' });
    await shop.deploy();
    const other = await shopOn(ground, worker('beta'), { workspace: '@example/two', namespace: shop.namespace });
    const [issue] = await failure(() => other.deploy());
    expect(issue).toMatchObject({ code: 'object-of-another', hint: expect.stringContaining('--take-set') });
    expect(issue?.message).toMatch(/@example\/one.*@example\/two/);
    expect(await codesOf(() => other.rollback({ to: 1 }))).toContain('object-of-another');
    expect((await other.diff()).issues).toMatchObject([{ code: 'object-of-another' }]);
    expect(other.writes()).toEqual([]);
    expect(await shop.names()).toEqual(['Deployment/shop-alpha']);
  },

  'take the objects over if the user says so, and keep them from then on': async (ground) => {
    const shop = await shopOn(ground, worker('alpha'), { workspace: 'one' });
    await shop.deploy();
    const other = await shopOn(ground, worker('alpha'), { workspace: 'two', namespace: shop.namespace });
    await other.deploy({ takeSet: true });
    expect(await markOf(shop)).toBe('two');
    expect(await codesOf(() => shop.deploy())).toEqual(['object-of-another']);
    await other.deploy();
    other.declare(worker('beta'));
    await other.deploy();
    expect(await shop.names()).toEqual(['Deployment/shop-beta']);
  },

  'are known by the newest release if somebody deleted the parent of the set': async (ground) => {
    const shop = await shopOn(ground, worker('alpha'), { workspace: 'one' });
    await shop.deploy();
    const parent = await shop.get('ConfigMap/towpath.shop');
    if (parent) await ground.by('somebody').remove(parent);
    const other = await shopOn(ground, worker('beta'), { workspace: 'two', namespace: shop.namespace });
    expect(await codesOf(() => other.deploy())).toEqual(['object-of-another']);
  },

  'get a set that an earlier version left without a mark, and mark it': async (ground) => {
    const shop = await shopOn(ground, all(worker('alpha'), config('a')), { workspace: 'one' });
    await shop.deploy();
    await unmark(ground, shop);
    shop.requests.splice(0);
    await shop.deploy();
    expect(shop.writes()).toEqual([]);
    shop.declare(worker('beta'));
    await shop.deploy();
    expect(await shop.names()).toEqual(['Deployment/shop-beta']);
    expect(await markOf(shop)).toBe('one');
  },

  'without names are told apart if no flow and no image is in both': async (ground) => {
    const shop = await shopOn(ground, workerOf('alpha', 'example/a'));
    await shop.deploy();
    const other = await shopOn(ground, workerOf('beta', 'example/b'), { namespace: shop.namespace });
    expect(await codesOf(() => other.deploy())).toEqual(['object-of-another']);
    shop.declare(workerOf('renamed', 'example/a'));
    await shop.deploy();
    expect(await shop.names()).toEqual(['Deployment/shop-renamed']);
  },

  'may get a name': async (ground) => {
    const shop = await shopOn(ground, worker('alpha'));
    await shop.deploy();
    const named = await shopOn(ground, all(worker('alpha'), config('a')), {
      workspace: 'one',
      namespace: shop.namespace,
    });
    await named.deploy();
    expect(await markOf(shop)).toBe('one');
    expect(await codesOf(() => shop.deploy())).toEqual(['object-of-another']);
  },

  'in one namespace are no orphans of each other, and have releases of their own': async (ground) => {
    const shop = await shopOn(ground, worker('alpha'), { workspace: 'one' });
    await shop.deploy();
    const other = await shopOn(ground, worker('beta'), { workspace: 'two', name: 'web', namespace: shop.namespace });
    await other.deploy();
    for (const [one, flow] of [
      [shop, 'alpha'],
      [other, 'beta'],
    ] as const) {
      const { deployments } = await findDeployments(one.options());
      expect(deployments.map((found) => [found.flow, found.declared])).toEqual([[flow, true]]);
      expect((await one.history()).releases).toHaveLength(1);
    }
  },
};
