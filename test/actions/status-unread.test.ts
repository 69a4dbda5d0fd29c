import { releasedObjects } from '../../src/actions/deployments/find-deployments';
import { statusOf } from '../../src/actions/status/status';
import type { Resource } from '../../src/cluster/cluster';
import { ApiFailure } from '../../src/cluster/http/api-failure';
import { worker } from '../scenarios/declared';
import { memoryGround } from '../scenarios/memory-ground';
import { shopOn } from '../scenarios/shop';

test('a release that cannot be read hides nothing of the others', async () => {
  const ground = memoryGround();
  for (const name of ['mail', 'shop']) await (await shopOn(ground, worker('wrk'), { name })).deploy();
  const cluster = ground.connect();
  const deployments = (await cluster.resources()).find('apps/v1', 'Deployment');
  for (const live of (await cluster.list(deployments as Resource)).items)
    await ground.by('kubectl-edit').replace({ ...live, spec: { ...(live.spec as object), replicas: 7 } });
  const nothing = { unreachable: [], order: [], sources: new Map(), held: [], issues: [] };
  const read: typeof releasedObjects = async (from, releases) => {
    if (releases.some(({ application }) => application === 'mail'))
      throw new ApiFailure('GET', '/api/v1', { code: 500, reason: '', message: 'etcd has no leader', causes: [] });
    return releasedObjects(from, releases);
  };
  const { drift, issues } = await statusOf({ ...nothing, asked: [{ cluster, environments: [] }] }, read);
  expect(drift.map(({ application, name }) => [application, name])).toEqual([['shop', 'shop-wrk']]);
  expect(issues.map(({ message }) => message)).toEqual([expect.stringContaining('etcd has no leader')]);
});
