import { parsePlan } from '../../src/actions/diff/parse-plan';
import type { SavedPlan } from '../../src/actions/diff/saved-plan';
import { codesOf } from './codes';
import { all, config, configMap, secret, worker } from './declared';
import type { Scenarios } from './ground';
import { type Shop, shopOn } from './shop';

/** The plan of a diff, as its file gives it back. */
async function reviewedPlan(shop: Shop): Promise<SavedPlan> {
  const plans: SavedPlan[] = [];
  await shop.diff({ onPlan: (plan) => plans.push(plan) });
  return parsePlan('plan.json', JSON.stringify(plans[0]));
}

const declared = all(worker('api'), config('a', { level: 'info' }));

/** A shop whose next deploy changes the image and a ConfigMap, and the plan of that. */
async function reviewed(ground: Parameters<typeof shopOn>[0]) {
  const shop = await shopOn(ground, declared);
  await shop.deploy();
  shop.say({ tag: 'v2' });
  shop.declare(all(worker('api'), config('a', { level: 'debug' }), config('new')));
  return { shop, plan: await reviewedPlan(shop) };
}

export const reviewedPlans: Scenarios = {
  'a deploy does what was reviewed': async (ground) => {
    const { shop, plan } = await reviewed(ground);
    await shop.deploy({ reviewed: plan });
    expect(await shop.image('api')).toBe('example/app:v2');
  },

  'a preview of a deploy compares with what was reviewed, as the deploy does': async (ground) => {
    const { shop, plan } = await reviewed(ground);
    expect(await shop.preview({ reviewed: plan })).toMatchObject({ environment: 'dev' });
    shop.say({ tag: 'v3' });
    expect(new Set(await codesOf(() => shop.preview({ reviewed: plan })))).toEqual(new Set(['plan-differs']));
  },

  'a deploy with the plan of nothing to do does nothing': async (ground) => {
    const shop = await shopOn(ground, declared);
    await shop.deploy();
    const plan = await reviewedPlan(shop);
    expect(await shop.deploy({ reviewed: plan })).toMatchObject({ outcomes: [{ state: 'unchanged' }] });
  },

  'a deploy is refused if the workspace has changed since the review': async (ground) => {
    for (const change of [
      (shop: Shop) => shop.say({ tag: 'v3' }),
      (shop: Shop) => shop.declare(all(worker('api'), config('a', { level: 'other' }), config('new'))),
      (shop: Shop) => shop.declare(all(worker('api'), config('a', { level: 'debug' }))),
      (shop: Shop) => shop.declare(all(worker('api'), config('a', { level: 'debug' }), config('new', { more: 'x' }))),
      (shop: Shop) => shop.declare(all(worker('api'), config('new'))),
    ]) {
      const { shop, plan } = await reviewed(ground);
      change(shop);
      const before = await shop.contents();
      expect(new Set(await codesOf(() => shop.deploy({ reviewed: plan })))).toEqual(new Set(['plan-differs']));
      expect(await shop.contents()).toEqual(before);
    }
  },

  'a deploy is refused if somebody has changed the cluster since the review': async (ground) => {
    const { shop, plan } = await reviewed(ground);
    const theirs = configMap('a', { level: 'theirs' }, { namespace: shop.namespace });
    await ground.by('somebody').apply(theirs, { force: true });
    expect(new Set(await codesOf(() => shop.deploy({ reviewed: plan })))).toEqual(new Set(['plan-differs']));
  },

  'a deploy is refused after another release, even if that release changed nothing that was reviewed': async (
    ground,
  ) => {
    const { shop, plan } = await reviewed(ground);
    const [newest] = await shop.releases();
    // A record keeps the workspace and the gates in annotations.
    const { workspace: _, gates: __, ...release } = newest ?? {};
    const record = { apiVersion: 'v1', kind: 'ConfigMap', namespace: shop.namespace, name: 'towpath.shop.v1' };
    const live = (await shop.cluster.get(record)) as unknown as { metadata: { name: string; labels: object } };
    const data = { release: JSON.stringify({ ...release, revision: 2 }) };
    const labels = { ...live.metadata.labels, 'towpath.dev/release': '2' };
    const second = configMap('towpath.shop.v2', data, { namespace: shop.namespace, labels });
    await ground.by('towpath').apply(second);
    expect(await codesOf(() => shop.deploy({ reviewed: plan }))).toEqual(['plan-differs']);
  },

  'status, versions of objects and labels of others do not count': async (ground) => {
    const { shop, plan } = await reviewed(ground);
    const mine = { apiVersion: 'apps/v1', kind: 'Deployment' };
    const metadata = { name: 'shop-api', namespace: shop.namespace, labels: { 'example.test/theirs': 'x' } };
    await ground.by('somebody').apply({ ...mine, metadata });
    await shop.deploy({ reviewed: plan });
    expect(await shop.image('api')).toBe('example/app:v2');
  },

  'a plan is not saved if the application sets the content of a Secret': async (ground) => {
    const shop = await shopOn(ground, all(config('a'), secret('login', { stringData: { password: 'hunter2' } })));
    expect(await codesOf(() => reviewedPlan(shop))).toEqual(['plan-not-savable']);
  },

  'a plan for another environment, cluster or set of applications is refused': async (ground) => {
    const { shop, plan } = await reviewed(ground);
    for (const other of [
      { environment: 'prod' },
      { server: 'https://elsewhere.test' },
      { releases: {} },
      { releases: { ...plan.releases, other: 1 } },
      { objects: [] },
      { objects: [...plan.objects, ...plan.objects] },
    ]) {
      const codes = await codesOf(() => shop.deploy({ reviewed: { ...plan, ...other } }));
      expect(new Set(codes)).toEqual(new Set(['plan-differs']));
    }
    expect(await shop.image('api')).toBe('example/app:v1');
  },
};
