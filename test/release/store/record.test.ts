import { gunzipSync } from 'node:zlib';
import type { KubernetesObject } from '../../../src/assembly/application-assembly';
import type { LiveObject } from '../../../src/cluster/cluster';
import type { DesiredObject } from '../../../src/release/desired';
import { checkedRelease } from '../../../src/release/store/checked-record';
import { releasedObjectsObjects, releaseObject } from '../../../src/release/store/record';
import type { Release } from '../../../src/release/store/release';

const release: Release = {
  ...{ revision: 3, application: 'shop', environment: 'prod', instance: 'shop', state: 'started' },
  ...{ at: '2026-11-20T10:00:00.000Z', by: 'somebody', flows: {}, ran: [] },
};
const instanceRef = { instance: 'shop', namespace: 'prod' };

function desired(kind: string, fields: object): DesiredObject {
  const manifest: KubernetesObject = { apiVersion: 'v1', kind, metadata: { name: kind.toLowerCase() }, ...fields };
  return { path: `shop/${kind}`, after: [], needs: [], runsOnce: false, manifest };
}

function unpacked(kept: KubernetesObject | undefined): DesiredObject[] {
  const { 'objects.json.gz': packed = '' } = (kept?.binaryData ?? {}) as Readonly<Record<string, string>>;
  return JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString());
}

describe('a stored release', () => {
  const stored = { ...release, lifted: ['promotion-backwards', 'promotion-skips-environment'] };
  const recorded = () => releaseObject(stored, instanceRef) as LiveObject;

  it('is read as it was written', () => {
    expect(checkedRelease(recorded())).toEqual({ release: stored, issues: [] });
  });

  it('is refused if the rules of its promotion are no codes', () => {
    const { metadata, ...others } = recorded();
    const annotations = { ...metadata.annotations, 'towpath.dev/promoted-despite': 'a,\u001b[31m' };
    const { issues } = checkedRelease({ ...others, metadata: { ...metadata, annotations } } as LiveObject);
    expect(issues).toMatchObject([{ code: 'release-record-invalid' }]);
  });
});

describe('the stored objects of a release', () => {
  it('are all objects except Secrets', () => {
    const config = desired('ConfigMap', { data: { key: 'value' } });
    const secret = desired('Secret', { stringData: { password: 'canary' }, data: { key: 'Y2FuYXJ5' } });
    expect(unpacked(releasedObjectsObjects(release, instanceRef, [secret, config, secret])[0])).toEqual([config]);
  });

  it('are in a second ConfigMap with the labels of the application', () => {
    expect(releasedObjectsObjects(release, instanceRef, [])[0]).toMatchObject({
      kind: 'ConfigMap',
      metadata: {
        name: 'towpath.shop.v3.objects',
        namespace: 'prod',
        labels: { 'app.kubernetes.io/instance': 'shop', 'towpath.dev/environment': 'prod' },
      },
    });
  });
});
