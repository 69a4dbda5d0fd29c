import { example, selector, specified } from './example';

const storage = 'storage.k8s.io/v1';

export const classExamples = [
  example(storage, 'StorageClass', {
    ...{ provisioner: 'example.org/disks', parameters: { type: 'fast' }, reclaimPolicy: 'Delete' },
    ...{ volumeBindingMode: 'WaitForFirstConsumer', allowVolumeExpansion: true, mountOptions: ['ro'] },
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['a', 'b'] }] }],
  }),
  example(storage, 'VolumeAttributesClass', { driverName: 'example.org', parameters: { iops: '100' } }),
  example(storage, 'CSIDriver', {
    spec: {
      ...{ attachRequired: false, podInfoOnMount: true, fsGroupPolicy: 'File', requiresRepublish: true },
      ...{ storageCapacity: true, seLinuxMount: true, volumeLifecycleModes: ['Persistent', 'Ephemeral'] },
      tokenRequests: [
        { audience: 'a', expirationSeconds: 3600 },
        { audience: '', expirationSeconds: 3600 },
      ],
      ...{ nodeAllocatableUpdatePeriodSeconds: 60, serviceAccountTokenInSecrets: true },
    },
  }),
  example(storage, 'CSIStorageCapacity', {
    ...{ storageClassName: 'a', capacity: '1Gi', maximumVolumeSize: '1Gi', nodeTopology: selector },
  }),
  example('scheduling.k8s.io/v1', 'PriorityClass', {
    ...{ value: 1000, globalDefault: false, description: 'a', preemptionPolicy: 'Never' },
  }),
  example('node.k8s.io/v1', 'RuntimeClass', {
    handler: 'a',
    overhead: { podFixed: { cpu: '100m', memory: '1Mi' } },
    scheduling: {
      nodeSelector: { a: 'b' },
      tolerations: [{ key: 'a', operator: 'Equal', value: 'b', effect: 'NoExecute', tolerationSeconds: 5 }],
    },
  }),
  specified('coordination.k8s.io/v1', 'Lease', {
    ...{ holderIdentity: 'a', leaseDurationSeconds: 15, leaseTransitions: 1 },
    ...{ acquireTime: '2027-01-02T15:04:05.000000Z', renewTime: '2027-01-02T15:04:05.000000Z' },
  }),
  specified('coordination.k8s.io/v1', 'Lease', {
    ...{ holderIdentity: 'a', leaseDurationSeconds: 15, strategy: 'OldestEmulationVersion', preferredHolder: 'b' },
  }),
];
