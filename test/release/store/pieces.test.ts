import type { KubernetesObject } from '../../../src/assembly/application-assembly';
import type { Cluster } from '../../../src/cluster/cluster';
import { failureIssues } from '../../../src/cluster/failures';
import type { DesiredObject } from '../../../src/release/desired';
import { largestText } from '../../../src/release/store/checked-record';
import { mostPieces, pieceSize, splitPacked } from '../../../src/release/store/pieces';
import { readReleasedObjects, releasedObjectsObjects } from '../../../src/release/store/record';
import type { Release } from '../../../src/release/store/release';
import { storeRelease } from '../../../src/release/store/release-store';
import { noise } from '../../helpers/noise';

const release: Release = {
  ...{ revision: 3, application: 'shop', environment: 'prod', instance: 'shop', state: 'started' },
  ...{ at: '2026-11-20T10:00:00.000Z', by: 'somebody', flows: {}, ran: [] },
};
const instanceRef = { instance: 'shop', namespace: 'prod' };

function config(name: string, text: string): DesiredObject {
  const manifest: KubernetesObject = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { text } };
  return { path: `shop/${name}`, after: [], needs: [], runsOnce: false, manifest };
}

const objects = [1, 2, 3].map((variant) => config(`large-${variant}`, noise(variant, 60_000)));
const records = releasedObjectsObjects(release, instanceRef, objects);

/** What is read where these ConfigMaps are stored: the objects, or the messages of the problems. */
async function read(stored: readonly KubernetesObject[]): Promise<unknown> {
  const found = new Map(stored.map((one) => [one.metadata.name, one]));
  const cluster = { get: async ({ name }: { name: string }) => found.get(name) } as unknown as Cluster;
  try {
    return await readReleasedObjects(cluster, instanceRef, 3);
  } catch (error) {
    return failureIssues(error).map(({ code, message }) => `${code} ${message}`);
  }
}

const changed = (index: number, fields: object) =>
  records.map((one, position) => (position === index ? { ...one, ...fields } : one));
const isInvalid = (text: string) => [expect.stringMatching(new RegExp(`^release-record-invalid .*${text}`))];

describe('a release that is larger than one ConfigMap', () => {
  it('is stored in several, each of a size that a ConfigMap may have', () => {
    expect(records.length).toBeGreaterThan(2);
    expect(records.map(({ metadata }) => metadata.name)).toEqual(
      records.map((_, index) => `towpath.shop.v3.objects${index === 0 ? '' : `.${index + 1}`}`),
    );
    for (const record of records) expect(JSON.stringify(record).length).toBeLessThan(2 ** 20);
  });

  it('is read as it was written', async () => {
    expect(await read(records)).toEqual(objects);
  });

  it('is stored in a ConfigMap alone if it is small, as earlier versions do', async () => {
    const small = releasedObjectsObjects(release, instanceRef, [config('a', 'text')]);
    expect(small.map((one) => Object.keys(one.binaryData as object))).toEqual([['objects.json.gz']]);
    expect(await read(small)).toEqual([config('a', 'text')]);
  });

  it('is not read if any further piece is missing', async () => {
    for (const [index, { metadata }] of records.entries()) {
      if (index === 0) continue;
      expect(await read(records.filter((_, position) => position !== index))).toEqual(isInvalid(metadata.name));
    }
  });

  it('is not read if any piece is changed, empty, or of another release', async () => {
    const other = releasedObjectsObjects(release, instanceRef, [...objects].reverse());
    for (const index of records.keys()) {
      for (const fields of [
        { binaryData: { 'objects.json.gz.piece': 'AAAA' } },
        { binaryData: other[index]?.binaryData },
      ])
        expect(await read(changed(index, fields))).toEqual(isInvalid('do not fit together'));
      if (index > 0) expect(await read(changed(index, { binaryData: {} }))).toEqual(isInvalid('do not fit together'));
    }
  });

  it.each(['', '0', '1', '-2', '17', '99999', '2e1', undefined])(
    'is not read, and no piece is asked for, if the number of pieces is %p',
    async (pieces) => {
      const data = { ...(records[0]?.data as object), ...(pieces === undefined ? { pieces: 7 } : { pieces }) };
      expect(await read(changed(0, { data }))).toEqual(isInvalid('how many pieces'));
    },
  );

  it('is not stored if it has more pieces than a reader accepts', () => {
    expect(splitPacked(Buffer.alloc(mostPieces * pieceSize))).toHaveLength(mostPieces);
    expect(splitPacked(Buffer.alloc(mostPieces * pieceSize + 1))).toEqual([]);
  });

  it('is reported if it cannot be stored, and the release is stored without it', async () => {
    const written: string[] = [];
    const cluster = { apply: async ({ metadata }: KubernetesObject) => written.push(metadata.name) };
    const tooLarge = [config('a', ' '.repeat(largestText))];
    const issues = await storeRelease(cluster as unknown as Cluster, instanceRef, release, tooLarge);
    expect(issues).toMatchObject([{ code: 'release-not-stored', severity: 'warning' }]);
    expect(written).toEqual(['towpath.shop.v3']);
  });
});
