import { takeBackIssues } from '../../src/actions/rollback/take-back';
import { issueError } from '../../src/diagnostics';
import type { ApplyResult } from '../../src/release/apply/apply-result';
import { codesOf } from './codes';
import { all, config, configMap, worker } from './declared';
import type { Scenarios } from './ground';
import { type Shop, shopOn } from './shop';

/** Deploys while the server refuses these writes, and returns what the deploy says of itself in the end. */
async function failedDeploy(shop: Shop, ...refused: readonly string[]): Promise<ApplyResult> {
  const results: ApplyResult[] = [];
  shop.onRequest = (request) => {
    if (refused.includes(request)) throw issueError('cluster-refused', `${request} is refused`);
  };
  const codes = await codesOf(() =>
    shop.deploy({
      onEvent: (event) => {
        if (event.type === 'ended') results.push(event.result);
      },
    }),
  );
  shop.onRequest = undefined;
  expect(codes).toContain('cluster-refused');
  expect(results).toHaveLength(1);
  return results[0] as ApplyResult;
}

const names = (objects: ApplyResult['applied']) => objects.map(({ kind, name }) => `${kind}/${name}`).sort();

export const failed: Scenarios = {
  'a deploy that fails says what was applied, what was not, and what runs the new version': async (ground) => {
    const shop = await shopOn(ground, all(worker('api'), worker('web'), config('old')));
    await shop.deploy();
    shop.declare(all(worker('api'), worker('web'), config('new')));
    shop.say({ tag: 'v2' });
    const result = await failedDeploy(shop, 'apply Deployment/shop-web');
    expect(result).toMatchObject({ application: 'shop', state: 'failed', previous: 1, release: { revision: 2 } });
    expect(names(result.applied)).toEqual(['ConfigMap/new', 'Deployment/shop-api']);
    expect(names(result.notApplied)).toEqual(['ConfigMap/old', 'Deployment/shop-web']);
    expect(result.workloads).toMatchObject([{ flow: 'api', version: 'v2', name: 'shop-api' }]);
  },

  'a deploy that succeeds, and one that changes nothing, say so': async (ground) => {
    const shop = await shopOn(ground, worker('api'));
    expect(await shop.deploy()).toMatchObject({ outcomes: [{ state: 'deployed', notApplied: [] }] });
    expect(await shop.deploy()).toMatchObject({ outcomes: [{ state: 'unchanged', applied: [], previous: 1 }] });
  },

  'a first deploy that fails has no earlier release': async (ground) => {
    const shop = await shopOn(ground, all(worker('api'), config('a')));
    const result = await failedDeploy(shop, 'apply Deployment/shop-api');
    expect(result).toMatchObject({ state: 'failed', release: { revision: 1, state: 'failed' } });
    expect(result).not.toHaveProperty('previous');
  },

  'a release that failed records the reason, and what was really applied': async (ground) => {
    const shop = await shopOn(ground, all(worker('api'), worker('web'), worker('gone')));
    await shop.deploy();
    shop.declare(all(worker('api'), worker('web'), worker('late')));
    shop.say({ tag: 'v2' });
    await failedDeploy(shop, 'apply Deployment/shop-web', 'apply Deployment/shop-late');
    const [release] = await shop.releases();
    expect(release).toMatchObject({ revision: 2, state: 'failed', reason: expect.stringContaining('is refused') });
    const tags = Object.entries(release?.flows ?? {}).map(([flow, { tag }]) => `${flow} ${tag}`);
    expect(tags.sort()).toEqual(['api v2', 'gone v1', 'web v1']);
    const recorded = (await shop.released(2))?.map(({ manifest }) =>
      [manifest.metadata.name, tagIn(manifest)].join(' '),
    );
    expect(recorded?.sort()).toEqual(['shop-api v2', 'shop-gone v1', 'shop-web v1']);
  },

  'after a deploy that failed, the next one completes it': async (ground) => {
    const shop = await shopOn(ground, all(worker('api'), worker('web'), config('old')));
    await shop.deploy();
    shop.declare(all(worker('api'), worker('web')));
    shop.say({ tag: 'v2' });
    await failedDeploy(shop, 'apply Deployment/shop-web');
    expect((await shop.diff()).objects.map(({ name, change }) => `${name} ${change}`).sort()).toEqual([
      'old pruned',
      'shop-web changed',
    ]);
    await shop.deploy();
    expect((await shop.releases())[0]).toMatchObject({ state: 'deployed' });
    expect((await shop.releases())[0]).not.toHaveProperty('reason');
    expect(await shop.names()).toEqual(['Deployment/shop-api', 'Deployment/shop-web']);
  },

  'after a deploy that failed, a rollback that is possible is offered, and works': async (ground) => {
    const shop = await shopOn(ground, all(worker('api'), worker('web')));
    await shop.deploy();
    shop.say({ tag: 'v2' });
    const result = await failedDeploy(shop, 'apply Deployment/shop-web');
    expect(await wayBack(shop, result)).toEqual([]);
    await shop.rollback({ to: result.previous });
    expect(await shop.image('api')).toBe('example/app:v1');
  },

  'after a deploy that failed, a rollback that would be refused is not offered': async (ground) => {
    const shop = await shopOn(ground, all(worker('api', 1000), worker('web')));
    await shop.deploy();
    shop.declare(all(worker('api', 2000), worker('web')));
    shop.say({ tag: 'v2' });
    const result = await failedDeploy(shop, 'apply Deployment/shop-web');
    const codes = await wayBack(shop, result);
    expect(new Set(codes)).toEqual(new Set(['release-exceeds-rights']));
    expect(await codesOf(() => shop.rollback({ to: result.previous }))).toEqual(codes);
  },

  'after a deploy that failed, a rollback to a release of git is offered, and works': async (ground) => {
    const shop = await shopOn(ground, all(worker('api', 1000), worker('web')));
    await shop.commit();
    await shop.deploy();
    shop.declare(all(worker('api', 2000), worker('web')));
    shop.say({ tag: 'v2' });
    const result = await failedDeploy(shop, 'apply Deployment/shop-web');
    expect(await wayBack(shop, result)).toEqual([]);
    await shop.rollback({ to: result.previous });
    expect(await shop.image('api')).toBe('example/app:v1');
  },

  'after a deploy that failed, a rollback over the change of a person is not offered': async (ground) => {
    const shop = await shopOn(ground, all(worker('api'), worker('web'), config('a', { key: '1' })));
    await shop.deploy();
    shop.say({ tag: 'v2' });
    const result = await failedDeploy(shop, 'apply Deployment/shop-web');
    await ground.by('somebody').apply(configMap('a', { key: '2' }, { namespace: shop.namespace }), { force: true });
    expect(await wayBack(shop, result)).toEqual(['field-conflict']);
  },

  'after a first deploy that failed, a deletion is offered, and works': async (ground) => {
    const shop = await shopOn(ground, all(worker('web'), config('a')));
    const result = await failedDeploy(shop, 'apply Deployment/shop-web');
    expect(await wayBack(shop, result)).toEqual([]);
    await shop.remove();
    expect(await shop.names()).toEqual([]);
  },
};

/** The codes that prevent a failed deploy from being taken back. The search writes nothing. */
async function wayBack(shop: Shop, result: ApplyResult): Promise<string[]> {
  shop.requests.splice(0);
  const issues = await takeBackIssues(result, { ...shop.options(), environment: 'dev' });
  expect(shop.writes()).toEqual([]);
  return issues.map(({ code }) => code);
}

function tagIn(manifest: object): string | undefined {
  return /"image":"[^"]*:([^":]+)"/.exec(JSON.stringify(manifest))?.[1];
}
