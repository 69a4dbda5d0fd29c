import { gunzipSync } from 'node:zlib';
import { isMap } from '../../src/data/merge';
import { pieceLabel } from '../../src/kubernetes/labels';
import { noise } from '../helpers/noise';
import { all, config, secret, service, worker } from './declared';
import type { Ground, Scenarios } from './ground';
import { isHeld, leaveDead } from './leases';
import { type Shop, shopOn } from './shop';

const canary = 'canary-7d1f0c5e9b';
const packed = Buffer.from(canary).toString('base64');

/** Everything that towpath keeps for itself, unpacked, as one text. */
async function keptBy({ cluster, namespace }: Shop): Promise<string> {
  const configMaps = (await cluster.resources()).find('v1', 'ConfigMap');
  if (!configMaps) throw new Error('there are no ConfigMaps');
  const { items } = await cluster.list(configMaps, { namespace });
  const kept = items.filter(({ metadata }) => metadata.name.startsWith('towpath.'));
  const unpacked = kept
    .flatMap(({ binaryData }) => (isMap(binaryData) ? Object.values(binaryData) : []))
    .map((data) => gunzipSync(Buffer.from(String(data), 'base64')).toString());
  return [JSON.stringify(kept), ...unpacked].join('\n');
}

/**
 * Deploys, and ends that as a kill would: nothing is written any more, and a process that has ended holds the lease.
 *
 * @param isTime whether it is killed before this write
 * @returns whether it came to that
 */
async function killedBefore(ground: Ground, shop: Shop, isTime: (write: string, nth: number) => boolean) {
  let writes = 0;
  let isKilled = false;
  shop.onRequest = (request) => {
    if (request.startsWith('watch ')) return;
    writes += 1;
    isKilled ||= isTime(request, writes);
    if (isKilled) throw new Error('killed');
  };
  await shop.deploy().catch(() => {});
  shop.onRequest = undefined;
  if (isKilled) await leaveDead(ground, shop);
  return isKilled;
}

const textsOf = (variant: number) => [1, 2, 3].map((index) => noise(10 * variant + index, 40_000));

/** Three ConfigMaps, which are larger than one ConfigMap together. */
const large = (variant: number) =>
  all(...textsOf(variant).map((text, index) => config(`large-${index + 1}`, { text })));

/** The further ConfigMaps with objects of releases. */
async function piecesIn({ cluster, namespace }: Shop) {
  const configMaps = (await cluster.resources()).find('v1', 'ConfigMap');
  return configMaps ? (await cluster.list(configMaps, { namespace, labelSelector: pieceLabel })).items : [];
}

export const records: Scenarios = {
  'contain no content of Secrets': async (ground) => {
    const shop = await shopOn(
      ground,
      all(config('a'), secret('text', { stringData: { password: canary } }), secret('data', { data: { key: packed } })),
    );
    await shop.deploy();
    shop.say({ tag: 'v2' });
    shop.declare(all(config('b'), secret('text', { stringData: { password: `${canary}-two` } })));
    await shop.deploy();
    const kept = await keptBy(shop);
    expect(kept).toContain('"ConfigMap"');
    expect(kept).not.toContain(canary);
    expect(kept).not.toContain(packed);
    expect(kept).not.toContain('"Secret"');
  },

  'exist for the newest ten releases, each with its objects': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    for (let value = 1; value <= 12; value += 1) {
      shop.declare(config('a', { value: String(value) }));
      await shop.deploy();
    }
    const revisions = (await shop.releases()).map(({ revision }) => revision);
    expect(revisions).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    const objects = await Promise.all([2, ...revisions].map((revision) => shop.released(revision)));
    expect(objects.map((some) => some?.length)).toEqual([undefined, ...revisions.map(() => 1)]);
  },

  'that are larger than one ConfigMap are stored in several, which a rollback reads': async (ground) => {
    const shop = await shopOn(ground, large(1));
    await shop.deploy();
    expect((await piecesIn(shop)).length).toBeGreaterThan(0);
    shop.declare(large(2));
    await shop.deploy();
    await shop.rollback();
    expect(await shop.get('ConfigMap/large-3')).toMatchObject({ data: { text: textsOf(1)[2] } });
  },

  'that are larger than one ConfigMap are deleted with all pieces after ten other releases': async (ground) => {
    const shop = await shopOn(ground, large(1));
    expect(await killedBefore(ground, shop, (write) => write === 'apply ConfigMap/towpath.shop.v1.objects')).toBe(true);
    shop.declare(large(2));
    await shop.deploy();
    for (let value = 1; value <= 10; value += 1) {
      expect((await piecesIn(shop)).length).toBeGreaterThan(0);
      shop.declare(config('a', { value: String(value) }));
      await shop.deploy();
    }
    expect(await piecesIn(shop)).toEqual([]);
  },

  'that are larger than one ConfigMap exist whole or not at all after a kill between their pieces': async (ground) => {
    for (const name of ['v1.objects.2', 'v1.objects', 'v1']) {
      const shop = await shopOn(ground, large(1));
      expect(await killedBefore(ground, shop, (write) => write === `apply ConfigMap/towpath.shop.${name}`)).toBe(true);
      expect(await shop.releases()).toEqual([]);
      shop.declare(large(2));
      await shop.deploy();
      const stored = await shop.released(1);
      expect(stored?.map(({ manifest }) => manifest.data)).toEqual(textsOf(2).map((text) => ({ text })));
    }
  },

  'contain the images of each release, and show what changed': async (ground) => {
    const shop = await shopOn(ground, worker('wrk'));
    await shop.deploy();
    shop.say({ tag: 'v2' });
    await shop.deploy();
    expect((await shop.history()).releases).toMatchObject([
      { revision: 2, state: 'deployed', changes: [{ from: 'v1', to: 'v2' }] },
      { revision: 1, state: 'deployed', namespace: shop.namespace, application: 'shop', environment: 'dev' },
    ]);
    expect(await shop.releases()).toMatchObject([
      { flows: { wrk: { image: 'example/app:v2' } } },
      { flows: { wrk: { image: 'example/app:v1' } } },
    ]);
  },

  'have the state `started` from before the first object until the last one is ready': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    const states: string[] = [];
    shop.onRequest = async (request) => {
      if (request === 'apply ConfigMap/a') states.push(...(await shop.releases()).map(({ state }) => state));
    };
    await shop.deploy();
    expect(states).toEqual(['started']);
    expect((await shop.releases()).map(({ state }) => state)).toEqual(['deployed']);
  },

  'of a killed deploy have the state `started`, and do not block the next deploy': async (ground) => {
    const shop = await shopOn(ground, all(config('a'), config('b')));
    expect(await killedBefore(ground, shop, (write) => write === 'apply ConfigMap/b')).toBe(true);
    expect((await shop.history()).releases).toMatchObject([{ revision: 1, state: 'started' }]);
    shop.declare(config('c'));
    await shop.deploy();
    expect(await shop.names()).toEqual(['ConfigMap/c']);
    expect(await shop.releases()).toMatchObject([
      { revision: 2, state: 'deployed' },
      { revision: 1, state: 'started' },
    ]);
  },

  'of an interrupted deploy have the state `started`': async (ground) => {
    const shop = await shopOn(ground, all(config('a'), service('api')));
    const stop = new AbortController();
    const interrupt = () => stop.abort(new Error('interrupted'));
    await expect(shop.deploy({ signal: stop.signal, onEvent: interrupt })).rejects.toThrow('interrupted');
    expect(await shop.releases()).toMatchObject([{ revision: 1, state: 'started' }]);
    expect(await shop.names()).toEqual(['ConfigMap/a']);
    expect(await isHeld(shop)).toBe(false);
  },

  'of a killed deploy let the next one delete objects that it created or did not delete': async (ground) => {
    const shop = await shopOn(ground, all(config('a'), secret('old', {})));
    await shop.deploy();
    shop.declare(all(config('a'), service('api')));
    expect(await killedBefore(ground, shop, (write) => write === 'remove Secret/old')).toBe(true);
    expect(await shop.names()).toEqual(['ConfigMap/a', 'Secret/old', 'Service/shop-api', 'Deployment/shop-api']);
    shop.declare(config('a'));
    await shop.deploy();
    expect(await shop.names()).toEqual(['ConfigMap/a']);
  },

  'of a deploy that was killed at its end are finished by the next deploy of the same content': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    const isLast = (write: string) => write.endsWith('.v1') && shop.requests.includes('apply ConfigMap/a');
    expect(await killedBefore(ground, shop, isLast)).toBe(true);
    expect(await shop.releases()).toMatchObject([{ revision: 1, state: 'started' }]);
    await shop.deploy();
    expect((await shop.releases()).map(({ revision, state }) => [revision, state])).toEqual([[1, 'deployed']]);
  },

  'of a deploy that was killed at its start do not count as the current state': async (ground) => {
    const shop = await shopOn(ground, worker('wrk'));
    await shop.deploy();
    shop.say({ tag: 'v2' });
    expect(await killedBefore(ground, shop, (write) => write === 'apply Deployment/shop-wrk')).toBe(true);
    shop.say({ tag: 'v1' });
    await shop.deploy();
    expect(await shop.releases()).toMatchObject([
      { revision: 3, state: 'deployed', flows: { wrk: { tag: 'v1' } } },
      { revision: 2, state: 'started', flows: { wrk: { tag: 'v2' } } },
      { revision: 1, state: 'deployed', flows: { wrk: { tag: 'v1' } } },
    ]);
  },

  'of two applications in one namespace have separate numbers': async (ground) => {
    const shop = await shopOn(ground, config('a'));
    const other = await shopOn(ground, config('b'), { name: 'other', namespace: shop.namespace });
    await shop.deploy();
    await other.deploy();
    expect((await other.releases()).map(({ application, revision }) => [application, revision])).toEqual([
      ['other', 1],
    ]);
    expect((await shop.releases()).map(({ application, revision }) => [application, revision])).toEqual([['shop', 1]]);
  },

  'and objects are the same after a kill at any write and another deploy': async (ground) => {
    const start = async () => {
      const shop = await shopOn(ground, all(service('api'), config('old')));
      await shop.deploy();
      shop.say({ tag: 'v2' });
      shop.declare(all(service('api'), config('new')));
      shop.requests.splice(0);
      return shop;
    };
    const state = async (shop: Shop) => {
      const [newest] = await shop.releases();
      const objects = await shop.released(newest?.revision ?? 0);
      const paths = objects?.map(({ path }) => path);
      const { state: ended, flows } = newest ?? {};
      return {
        names: await shop.names(),
        image: await shop.image('api'),
        ended,
        flows,
        paths,
        isHeld: await isHeld(shop),
      };
    };
    const undisturbed = await start();
    await undisturbed.deploy();
    const wanted = await state(undisturbed);
    const writes = undisturbed.writes().length;
    for (let nth = 1; nth <= writes; nth += 1) {
      const shop = await start();
      expect(await killedBefore(ground, shop, (_, count) => count >= nth)).toBe(true);
      await shop.deploy();
      expect({ nth, ...(await state(shop)) }).toEqual({ nth, ...wanted });
    }
  },

  'of a deploy of some flows contain the other flows unchanged': async (ground) => {
    const shop = await shopOn(ground, all(worker('api'), worker('wrk')));
    await shop.deploy();
    shop.say({ tag: 'v2' });
    await shop.deploy({ flows: ['api'] });
    const [newest] = await shop.releases();
    expect(newest?.flows).toMatchObject({ api: { tag: 'v2' }, wrk: { tag: 'v1' } });
    const images = (await shop.released(2))?.map(({ flow, manifest }) => [flow, imageOf(manifest)]);
    expect(images).toEqual([
      ['api', 'example/app:v2'],
      ['wrk', 'example/app:v1'],
    ]);
    expect(await shop.image('wrk')).toBe('example/app:v1');
  },

  'and objects do not change in a second deploy of the same content, which writes nothing': async (ground) => {
    const shop = await shopOn(ground, all(service('api'), worker('wrk'), config('a', { key: 'value' })));
    await shop.deploy();
    const before = await shop.contents();
    shop.requests.splice(0);
    await shop.deploy();
    expect(shop.writes()).toEqual([]);
    expect(await shop.contents()).toEqual(before);
    expect((await shop.diff()).objects).toEqual([]);
  },

  'and unchanged objects are not written when another object changes': async (ground) => {
    const shop = await shopOn(ground, all(config('a', { key: '1' }), config('b', { key: '1' })));
    await shop.deploy();
    shop.declare(all(config('a', { key: '1' }), config('b', { key: '2' })));
    shop.requests.splice(0);
    await shop.deploy();
    expect(shop.writes().filter((write) => /ConfigMap.[ab]$/.test(write))).toEqual(['apply ConfigMap/b']);
  },
};

function imageOf(manifest: object): string | undefined {
  const { spec } = manifest as { spec: { template: { spec: { containers: { image: string }[] } } } };
  return spec.template.spec.containers[0]?.image;
}
