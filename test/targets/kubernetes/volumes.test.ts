import { applicationWith, writtenObject, writtenPod } from '../../helpers/written-flow';

const volumeOf = (said: object) =>
  (writtenPod('worker', { volumes: { v: { mountPath: '/v', ...said } } }).volumes as object[])[0];

it.each<[what: string, said: object, written: object]>([
  ['a disk', { size: '1Gi' }, { persistentVolumeClaim: { claimName: 'shop-it-v' } }],
  ['a claim that is there', { claim: 'media' }, { persistentVolumeClaim: { claimName: 'media' } }],
  ['an empty folder', { empty: true, sizeLimit: '1Gi' }, { emptyDir: { sizeLimit: '1Gi' } }],
  ['memory', { empty: 'memory' }, { emptyDir: { medium: 'Memory' } }],
  [
    'a ConfigMap',
    { config: 'settings', items: { a: 'b/c' }, mode: 0o440, optional: true },
    { configMap: { name: 'settings', items: [{ key: 'a', path: 'b/c' }], defaultMode: 288, optional: true } },
  ],
  ['a Secret', { secret: 'tls', mode: 0o400 }, { secret: { secretName: 'tls', defaultMode: 256 } }],
  [
    'several sources',
    {
      projected: [
        { secret: 's', optional: true },
        { config: 'c', items: { a: 'b' } },
        { fields: { labels: 'metadata.labels' } },
        { token: 'token', audience: 'vault', expirationSeconds: 600 },
      ],
    },
    {
      projected: {
        sources: [
          { secret: { name: 's', optional: true } },
          { configMap: { name: 'c', items: [{ key: 'a', path: 'b' }] } },
          { downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
          { serviceAccountToken: { path: 'token', audience: 'vault', expirationSeconds: 600 } },
        ],
      },
    },
  ],
])('a volume can come from %s', (_, said, written) => {
  expect(volumeOf(said)).toEqual({ name: 'v', ...written });
});

it('containers mount a volume at their own paths, completely or by `subPath`', () => {
  const pod = writtenPod('worker', {
    volumes: { v: { empty: true, mountPath: '/main', readOnly: true, subPath: 'a' } },
    sidecars: { beside: { native: false, mounts: { v: { path: '/beside' } } } },
  });
  expect(pod.containers.map(({ volumeMounts }) => volumeMounts)).toEqual([
    [{ name: 'v', mountPath: '/main', readOnly: true, subPath: 'a' }],
    [{ name: 'v', mountPath: '/beside' }],
  ]);
});

it('a disk gets a claim with its own name and the storage class of the environment', () => {
  const code = { volumes: { cache: { mountPath: '/c', size: '1Gi', accessMode: 'ReadWriteMany' } } };
  const overlay = { volumes: { cache: { size: '5Gi', storageClass: 'fast' } } };
  expect(writtenObject('worker', 'pvc.cache', code, { overlay })).toMatchObject({
    metadata: { name: 'shop-it-cache' },
    spec: { accessModes: ['ReadWriteMany'], storageClassName: 'fast', resources: { requests: { storage: '5Gi' } } },
  });
});

it('each pod of a StatefulSet gets its own disks, and no separate claim is written', () => {
  const code = {
    workload: 'statefulSet',
    volume: { mountPath: '/own', size: '1Gi' },
    volumes: { more: { mountPath: '/more', size: '2Gi' }, tmp: { mountPath: '/tmp', empty: true } },
  };
  const { objects } = applicationWith('store', code, { application: { tag: 'v1' } });
  expect(Object.keys(objects)).toEqual(['it-service', 'it-statefulset']);
  const labels = { 'app.kubernetes.io/name': 'it', 'app.kubernetes.io/instance': 'shop' };
  expect(objects['it-statefulset']?.spec).toMatchObject({
    serviceName: 'shop-it',
    volumeClaimTemplates: [{ metadata: { name: 'data', labels } }, { metadata: { name: 'more', labels } }],
    template: { spec: { volumes: [{ name: 'tmp', emptyDir: {} }] } },
  });
});
