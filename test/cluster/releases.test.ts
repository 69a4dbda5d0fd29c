import { gunzipSync } from 'node:zlib';
import type { KubernetesObject } from '../../src/assembly/application-assembly';
import { readReleasedObjects, readReleases } from '../../src/release/store/record';
import { noise } from '../helpers/noise';
import { type Bare, bareApplication } from './helpers/bare-application';
import { kubectl } from './helpers/kubectl';
import { onServer } from './helpers/server';

const config = (name: string, value = ''): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data: { value },
});
const secret: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'key' },
  stringData: { KEY: 'well-kept' },
};
const of = (flow: string, manifest: KubernetesObject): Bare => ({ flow, manifest });

interface Kept {
  readonly metadata: { readonly name: string };
  readonly binaryData?: Readonly<Record<string, string>>;
}

/** What towpath keeps for itself. */
function kept(namespace: string): Kept[] {
  const { items } = JSON.parse(kubectl(['get', 'configmaps', '--namespace', namespace, '--output=json']).stdout);
  return (items as Kept[]).filter(({ metadata }) => metadata.name.startsWith('towpath.'));
}

onServer('releases', () => {
  it('are kept for the newest ten deploys', async () => {
    const { namespace, cluster, deploy } = bareApplication();
    for (let value = 1; value <= 13; value += 1) await deploy([config('a', String(value))]);
    const releases = await readReleases(cluster, { instance: 'shop', namespace });
    expect(releases.map(({ revision }) => revision)).toEqual([13, 12, 11, 10, 9, 8, 7, 6, 5, 4]);
    // The parent, and two for each.
    expect(kept(namespace)).toHaveLength(21);
  });

  it('contain no Secret', async () => {
    const { namespace, deploy } = bareApplication();
    await deploy([config('a'), secret]);
    const all = kept(namespace);
    const packed = all.flatMap(({ binaryData = {} }) => Object.values(binaryData));
    const texts = packed.map((one) => gunzipSync(Buffer.from(one, 'base64')).toString());
    expect(texts).toEqual([expect.stringContaining('"ConfigMap"')]);
    expect([...texts, JSON.stringify(all)].filter((text) => /well-kept|d2VsbC1rZXB0/.test(text))).toEqual([]);
  });

  it('are split over several ConfigMaps if they are large', async () => {
    const { namespace, cluster, deploy } = bareApplication();
    const large = [1, 2, 3, 4].map((variant) => config(`large-${variant}`, noise(variant, 40_000)));
    await deploy(large);
    expect(kept(namespace).length).toBeGreaterThan(3);
    const objects = await readReleasedObjects(cluster, { instance: 'shop', namespace }, 1);
    expect(objects?.map(({ manifest }) => manifest.data)).toEqual(large.map(({ data }) => data));
  });

  it('of some flows contain the other flows unchanged', async () => {
    const { namespace, cluster, deploy } = bareApplication();
    await deploy([of('api', config('api', '1')), of('wrk', config('wrk', '1'))]);
    await deploy([of('api', config('api', '2')), of('wrk', config('wrk', '2'))], { flows: ['api'] });
    const objects = await readReleasedObjects(cluster, { instance: 'shop', namespace }, 2);
    expect(objects?.map(({ manifest }) => [manifest.metadata.name, manifest.data])).toEqual([
      ['api', { value: '2' }],
      ['wrk', { value: '1' }],
    ]);
  });
});
