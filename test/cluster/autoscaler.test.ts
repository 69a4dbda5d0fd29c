import type { KubernetesObject } from '../../src/assembly/application-assembly';
import type { Cluster } from '../../src/cluster/cluster';
import { valueAt } from '../../src/data/merge';
import { type BareApplication, bareApplication, obstacles } from './helpers/bare-application';
import { gate } from './helpers/gate';
import { kubectl } from './helpers/kubectl';
import { onServer } from './helpers/server';
import { type WritingTool, writingTools } from './helpers/tools';

function deployment(replicas?: number): KubernetesObject {
  const labels = { app: 'api' };
  const template = { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'example/api:v1' }] } };
  const spec = { ...(replicas !== undefined && { replicas }), selector: { matchLabels: labels }, template };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'api' }, spec };
}

const autoscaler: KubernetesObject = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'api' },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
    minReplicas: 2,
    maxReplicas: 9,
  },
};

/** Scales as the autoscaler does, which has no metrics to go by here: it replaces the scale. */
function autoscale({ namespace }: BareApplication, replicas: number): void {
  const path = `/apis/apps/v1/namespaces/${namespace}/deployments/api/scale`;
  const scale = JSON.parse(kubectl(['get', '--raw', path]).stdout) as { metadata: object };
  // Without a version, the server replaces the scale although a controller has just written the status.
  const metadata = { ...scale.metadata, resourceVersion: undefined };
  const scaled = JSON.stringify({ ...scale, metadata, spec: { replicas } });
  kubectl(['replace', '--raw', `${path}?fieldManager=kube-controller-manager`, '--filename=-'], scaled);
}

/** Every number of replicas that the deployment is seen with from now on, up to one that only the end has. */
async function watchReplicas(cluster: Cluster, namespace: string) {
  const seen: unknown[] = [];
  const ended = new AbortController();
  let last: (value: unknown) => void = () => {};
  const isListed = gate();
  const listening = (async () => {
    const resource = (await cluster.resources()).find('apps/v1', 'Deployment');
    if (!resource) throw new Error('there are no deployments');
    for await (const { object } of cluster.watch(resource, { namespace }, ended.signal, isListed.open)) {
      const replicas = valueAt(object, ['spec', 'replicas']);
      seen.push(replicas);
      last(replicas);
    }
  })();
  await isListed.pass();
  return {
    async upTo(end: number): Promise<unknown[]> {
      await new Promise<void>((resolve) => {
        last = (value) => value === end && resolve();
        if (seen.includes(end)) resolve();
      });
      ended.abort();
      await listening;
      return [...new Set(seen)];
    },
  };
}

const writers: readonly (Pick<WritingTool, 'name'> & Partial<WritingTool>)[] = [{ name: 'towpath' }, ...writingTools];

onServer('replicas that an autoscaler takes over', () => {
  it.each(writers)('after a deploy by $name never fall to 1', async ({ write }) => {
    const shop = bareApplication();
    if (write) write([deployment(3)], shop.namespace);
    else await shop.deploy([deployment(3)]);
    const replicas = await watchReplicas(shop.cluster, shop.namespace);
    const wanted = [deployment(), autoscaler];
    await shop.deploy(wanted, { takeOwnership: true });
    expect((await shop.get(deployment()))?.spec).toMatchObject({ replicas: 3 });
    expect((await shop.plan(wanted)).objects).toMatchObject([{ action: 'none' }, { action: 'none' }]);

    autoscale(shop, 5);
    const [object] = (await shop.plan(wanted)).objects;
    expect(object?.differences).toEqual([]);
    await shop.deploy(wanted);
    expect((await shop.plan(wanted)).objects).toMatchObject([{ action: 'none' }, { action: 'none' }]);
    autoscale(shop, 7);
    expect(await replicas.upTo(7)).toEqual([3, 5, 7]);
    expect((await shop.plan(wanted)).objects).toMatchObject([{ action: 'none' }, { action: 'none' }]);
  });

  it('do not change when another field changes', async () => {
    const shop = bareApplication();
    const labelled = { ...deployment(), metadata: { name: 'api', labels: { team: 'shop' } } };
    await shop.deploy([deployment(), autoscaler]);
    autoscale(shop, 4);
    await shop.deploy([labelled, autoscaler]);
    expect(await shop.get(deployment())).toMatchObject({
      metadata: { labels: { team: 'shop' } },
      spec: { replicas: 4 },
    });
  });

  it.each([
    ['that came with the first deploy', undefined],
    ['that took over from the declared number', 3],
  ])('have the declared number again when an autoscaler is removed %s', async (_, replicas) => {
    const shop = bareApplication();
    if (replicas !== undefined) await shop.deploy([deployment(replicas)]);
    await shop.deploy([deployment(), autoscaler]);
    autoscale(shop, 4);
    await shop.deploy([deployment(), autoscaler]);
    autoscale(shop, 5);
    const back = await shop.plan([deployment(2)]);
    expect(obstacles(back)).toEqual([]);
    await shop.applyPlan(back);
    expect((await shop.get(deployment()))?.spec).toMatchObject({ replicas: 2 });
    expect(await shop.get(autoscaler)).toBeUndefined();
    expect((await shop.plan([deployment(2)])).objects).toMatchObject([{ action: 'none' }]);
  });

  it('keep the number of a removed autoscaler if no number is declared', async () => {
    const shop = bareApplication();
    await shop.deploy([deployment(3)]);
    await shop.deploy([deployment(), autoscaler]);
    autoscale(shop, 4);
    await shop.deploy([deployment()]);
    expect((await shop.get(deployment()))?.spec).toMatchObject({ replicas: 4 });
  });

  it('are left to an autoscaler that somebody else created, whatever is declared', async () => {
    const shop = bareApplication();
    await shop.deploy([deployment(3)]);
    kubectl(['autoscale', 'deployment/api', '--max=9', '--namespace', shop.namespace]);
    autoscale(shop, 4);
    expect(obstacles(await shop.plan([deployment(2)]))).toEqual(['spec.replicas kube-controller-manager scale']);
  });
});
