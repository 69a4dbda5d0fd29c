import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { keptReleases } from '../../../src/actions/deployments/kept-releases';
import type { Cluster, LiveObject } from '../../../src/cluster/cluster';
import type { ApplyPlanOptions } from '../../../src/release/apply/apply-options';
import { newRelease } from '../../../src/release/apply/next-release';
import type { DesiredObject } from '../../../src/release/desired';
import type { Plan } from '../../../src/release/plan/plan';
import { checkedObjects, checkedRelease, largestText } from '../../../src/release/store/checked-record';
import { mostValues } from '../../../src/release/store/plain-json';
import { releasedObjectsObjects, releaseObject } from '../../../src/release/store/record';
import type { Release } from '../../../src/release/store/release';
import { mutated } from '../../actions/rollback/mutations';
import { anyText } from '../../helpers/arbitrary/any-text';

const instanceRef = { instance: 'shop', namespace: 'prod' };
const release: Release = {
  ...{ revision: 3, application: 'shop', environment: 'prod', instance: 'shop', state: 'deployed' },
  ...{ at: '2026-11-20T10:00:00.000Z', by: 'system:serviceaccount:ci:deployer', commit: 'a'.repeat(40), restores: 2 },
  flows: {
    api: { kind: 'service', image: 'example/api:v1', tag: 'v1', builds: 'api', commit: 'a'.repeat(40), dirty: true },
  },
  ran: ['shop-migrate-0123456789'],
};
const objects: DesiredObject[] = [
  {
    ...{ flow: 'api', path: 'shop/api/deployment', after: ['shop/migrate'], needs: ['db'], runsOnce: false },
    manifest: { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'shop-api' }, spec: { replicas: 1 } },
  },
];
const asLive = (object: unknown) => object as LiveObject;
const recordOf = (text: string) => asLive({ ...releaseObject(release, instanceRef), data: { release: text } });
const objectsOf = (packed: string) =>
  asLive({ ...releasedObjectsObjects(release, instanceRef, objects)[0], binaryData: { 'objects.json.gz': packed } });
const packed = (text: string) => gzipSync(text).toString('base64');

it('accepts records that towpath writes', () => {
  expect(checkedRelease(asLive(releaseObject(release, instanceRef)))).toEqual({ release, issues: [] });
  expect(checkedObjects(asLive(releasedObjectsObjects(release, instanceRef, objects)[0]))).toEqual({
    objects,
    issues: [],
  });
});

it('is a problem if its revision leaves no room for the next one', () => {
  const configMap = asLive(releaseObject({ ...release, revision: Number.MAX_SAFE_INTEGER }, instanceRef));
  expect(checkedRelease(configMap)).toMatchObject({ issues: [{ code: 'release-record-invalid' }] });
});

it('is a problem if the same object occurs twice, even in two versions', () => {
  const again = (metadata: object) =>
    objects.map((one) => ({ ...one, manifest: { ...one.manifest, apiVersion: 'apps/v1beta1', metadata } }));
  const issuesOf = (metadata: object) =>
    checkedObjects(objectsOf(packed(JSON.stringify([...objects, ...again(metadata)])))).issues;
  expect(issuesOf({ name: 'shop-api' })).toMatchObject([{ code: 'release-record-invalid' }]);
  expect(issuesOf({ name: 'shop-api' })[0]?.message).toContain('occurs twice');
  expect(issuesOf({ name: 'shop-web' })).toEqual([]);
});

it('accepts a short commit of an earlier towpath', () => {
  const old = { ...release, commit: '4484fb9abcde-dirty' };
  expect(checkedRelease(recordOf(JSON.stringify(old))).release).toEqual(old);
});

it('is a valid release or a problem after any change', () => {
  fc.assert(
    fc.property(mutated(release), (forged) => {
      const { release: found, issues } = checkedRelease(recordOf(JSON.stringify(forged)));
      expect([found === undefined, issues.length > 0]).toEqual([issues.length > 0, found === undefined]);
      if (found) expect([found.revision, found.instance]).toEqual([release.revision, release.instance]);
      // What is told of it is shown on terminals.
      expect(issues.filter(({ message }) => /[\p{C}]/u.test(message))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it('contains valid objects or is a problem after any change', () => {
  fc.assert(
    fc.property(mutated(objects), (forged) => {
      const { objects: found, issues } = checkedObjects(objectsOf(packed(JSON.stringify(forged))));
      expect([found === undefined, issues.length > 0]).toEqual([issues.length > 0, found === undefined]);
    }),
    { numRuns: 300 },
  );
});

const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const [object] = JSON.stringify(objects).slice(1, -1).split('\n');
it.each([
  ['no JSON', 'release'],
  ['nothing', ''],
  ['a list', '[]'],
  ['null', 'null'],
  ['deep nesting', deep],
  ['an inherited key', '{"__proto__": {}}'],
])('is a problem instead of a crash if a record holds %s', (_, text) => {
  expect(checkedRelease(recordOf(text))).toMatchObject({ issues: [{ code: 'release-record-invalid' }] });
  const { issues } = checkedObjects(objectsOf(packed(text === '[]' ? '[[]]' : text)));
  expect(issues).toEqual([expect.objectContaining({ code: 'release-record-invalid' })]);
});

it.each([
  ['is not compressed', Buffer.from('[]').toString('base64')],
  ['unpacks to more than the largest size', packed(`[${' '.repeat(largestText)}]`)],
  ['nests a field without end', packed(`[${object?.replace('{"replicas":1}', deep)}]`)],
])('is a problem instead of a crash if the compressed data %s', (_, content) => {
  expect(checkedObjects(objectsOf(content)).issues).toEqual([
    expect.objectContaining({ code: 'release-record-invalid' }),
  ]);
});

it('is not written if it could not be read', () => {
  const [first] = objects as [DesiredObject];
  const manifest = { ...first.manifest, data: { text: ' '.repeat(largestText) } };
  expect(releasedObjectsObjects(release, instanceRef, [{ ...first, manifest }])).toEqual([]);
});

it('reports the first few of many problems', () => {
  const many = Array.from({ length: 1000 }, () => ({}));
  const { issues } = checkedObjects(objectsOf(packed(JSON.stringify(many))));
  expect(issues).toEqual([expect.objectContaining({ message: expect.stringMatching(/; and more problems$/) })]);
});

it('does not hide other releases in a list', () => {
  const forged = recordOf(JSON.stringify({ ...release, flows: 7 }));
  const { releases, issues } = keptReleases([forged, asLive(releaseObject(release, instanceRef))]);
  expect(releases.map(({ revision }) => revision)).toEqual([3]);
  expect(issues).toEqual([expect.objectContaining({ code: 'release-record-invalid', severity: 'warning' })]);
});

it('is refused before all values are checked if it holds millions of values', () => {
  const { issues } = checkedObjects(objectsOf(packed(`[${'1,'.repeat(12_000_000)}1]`)));
  expect(issues).toMatchObject([{ code: 'release-record-invalid' }]);
  expect(issues[0]?.message).toContain(`holds more than ${mostValues} values`);
});

it('is not written with a key or a depth that no record may have', () => {
  const [first] = objects as [DesiredObject];
  const hostile = ['{"__proto__":{"a":1}}', `${'['.repeat(300)}${']'.repeat(300)}`].map((text) => {
    const manifest = { ...first.manifest, spec: JSON.parse(text) };
    return releasedObjectsObjects(release, instanceRef, [{ ...first, manifest }]);
  });
  expect(hostile).toEqual([[], []]);
});

it('can be read with any name of an account', async () => {
  await fc.assert(
    fc.asyncProperty(anyText({ maxLength: 1100, size: 'max' }), async (user) => {
      const cluster = { user: async () => user } as unknown as Cluster;
      const desired = { application: 'shop', environment: 'prod', instance: 'shop', flows: {}, objects: [] };
      const plan = { desired, instanceRef, state: { releases: [] }, objects: [], prunes: [] } as unknown as Plan;
      const made = await newRelease(cluster, plan, {} as ApplyPlanOptions);
      expect(checkedRelease(asLive(releaseObject(made, instanceRef))).issues).toEqual([]);
      if (/^[\w@.:-]{1,1024}$/.test(user)) expect(made.by).toBe(user);
    }),
  );
});
