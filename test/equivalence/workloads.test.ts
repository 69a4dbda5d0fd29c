import type { Fields } from '../../src/equivalence';
import { judge } from './facts';
import { object } from './objects';

const deployment = (spec: Fields) => object('apps/v1 Deployment', { spec });
const statefulSet = (spec: Fields) => object('apps/v1 StatefulSet', { spec });
const rolling = (rollingUpdate: Fields) => ({ strategy: { type: 'RollingUpdate', rollingUpdate } });

judge([
  [
    'the labels of its pods',
    deployment({ template: { metadata: { labels: {} } } }),
    deployment({ template: {} }),
    deployment({ template: { metadata: { labels: { a: '' } } } }),
  ],
  ['the replicas of a Deployment', deployment({}), deployment({ replicas: 1 }), deployment({ replicas: 0 })],
  ['its history', deployment({}), deployment({ revisionHistoryLimit: 10 }), deployment({ revisionHistoryLimit: 2 })],
  [
    'its deadline',
    deployment({}),
    deployment({ progressDeadlineSeconds: 600 }),
    deployment({ progressDeadlineSeconds: 60 }),
  ],
  [
    'its strategy',
    deployment({}),
    deployment(rolling({ maxSurge: '25%', maxUnavailable: '25%' })),
    deployment({ strategy: { type: 'Recreate' } }),
  ],
  [
    'a part of its strategy',
    deployment(rolling({ maxUnavailable: 0 })),
    deployment(rolling({ maxUnavailable: 0, maxSurge: '25%' })),
    deployment(rolling({ maxUnavailable: '0', maxSurge: '25%' })),
  ],
  [
    'the order of a StatefulSet',
    statefulSet({}),
    statefulSet({ podManagementPolicy: 'OrderedReady' }),
    statefulSet({ podManagementPolicy: 'Parallel' }),
  ],
  [
    'its strategy',
    statefulSet({}),
    statefulSet({ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } } }),
    statefulSet({ updateStrategy: { type: 'OnDelete' } }),
  ],
  [
    'its claims',
    statefulSet({ volumeClaimTemplates: [{ spec: {} }] }),
    statefulSet({
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          spec: { volumeMode: 'Filesystem' },
          status: { phase: 'Pending' },
        },
      ],
    }),
    statefulSet({ volumeClaimTemplates: [{ spec: { volumeMode: 'Block' } }] }),
  ],
  [
    'what becomes of its claims',
    statefulSet({}),
    statefulSet({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' } }),
    statefulSet({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } }),
  ],
  [
    'a DaemonSet',
    object('apps/v1 DaemonSet', { spec: {} }),
    object('apps/v1 DaemonSet', {
      spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } } },
    }),
    object('apps/v1 DaemonSet', { spec: { updateStrategy: { type: 'OnDelete' } } }),
  ],
]);
