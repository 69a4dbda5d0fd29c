import { specified } from './example';

const secret = { name: 'a', namespace: 'default' };

const volume = (spec: Readonly<Record<string, unknown>>) =>
  specified('v1', 'PersistentVolume', {
    capacity: { storage: '1Gi' },
    accessModes: ['ReadWriteOnce', 'ReadOnlyMany'],
    ...spec,
  });

const expression = { key: 'kubernetes.io/hostname', operator: 'In', values: ['a'] };
const nodeAffinity = {
  required: {
    nodeSelectorTerms: [
      { matchExpressions: [expression], matchFields: [{ key: 'metadata.name', operator: 'In', values: ['a'] }] },
    ],
  },
};

export const volumeExamples = [
  volume({
    ...{
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: 'a',
      volumeMode: 'Filesystem',
      mountOptions: ['ro'],
    },
    ...{ nfs: { server: 'a', path: '/a', readOnly: true }, claimRef: { kind: 'PersistentVolumeClaim', ...secret } },
  }),
  volume({
    csi: {
      ...{ driver: 'csi.example.org', volumeHandle: 'a', readOnly: true, fsType: 'ext4', volumeAttributes: { a: 'a' } },
      ...{ controllerPublishSecretRef: secret, controllerExpandSecretRef: secret },
      ...{ nodePublishSecretRef: secret, nodeExpandSecretRef: secret, nodeStageSecretRef: secret },
    },
    volumeAttributesClassName: 'a',
  }),
  volume({ hostPath: { path: '/a', type: 'Directory' } }),
  volume({ local: { path: '/a', fsType: 'ext4' }, nodeAffinity }),
];
