import { deployment, least, template } from '../objects';
import { type Example, example, specified } from './example';

const { spec: ofDeployments } = deployment() as { spec: Readonly<Record<string, unknown>> };
const exact = { exactly: { deviceClassName: 'a', allocationMode: 'All' } };
const claim = { devices: { requests: [{ name: 'a', ...exact }] } };
const event = {
  regarding: {},
  action: 'a',
  reason: 'a',
  type: 'Normal',
  reportingController: 'a.b/c',
  reportingInstance: 'a',
};

/** An object of each other kind that can be created. Most are made by Kubernetes itself, or are compared with flows. */
export const otherExamples: readonly Example[] = [
  ...Object.entries(least).flatMap(([name, make]) =>
    ['hpa', 'pdb', 'role', 'roleBinding', 'ingress', 'serviceAccount', 'pod', 'jobTemplate', 'claimTemplate'].includes(
      name,
    )
      ? []
      : [make({}) as Example],
  ),
  example('v1', 'PodTemplate', { template: template() }),
  specified('v1', 'ReplicationController', { template: template() }),
  specified('apps/v1', 'ReplicaSet', ofDeployments),
  specified('apps/v1', 'DaemonSet', ofDeployments),
  example('apps/v1', 'ControllerRevision', { revision: 1, data: {} }),
  example('v1', 'Event', { involvedObject: { namespace: 'default' } }),
  example('events.k8s.io/v1', 'Event', {
    ...event,
    regarding: { namespace: 'default' },
    eventTime: '2027-01-02T15:04:05.000000Z',
  }),
  specified('v1', 'Node', {}),
  specified('storage.k8s.io/v1', 'CSINode', { drivers: [] }),
  specified('storage.k8s.io/v1', 'VolumeAttachment', {
    attacher: 'a',
    nodeName: 'a',
    source: { persistentVolumeName: 'a' },
  }),
  specified('flowcontrol.apiserver.k8s.io/v1', 'FlowSchema', { priorityLevelConfiguration: { name: 'a' } }),
  specified('flowcontrol.apiserver.k8s.io/v1', 'PriorityLevelConfiguration', {
    ...{ type: 'Limited', limited: { nominalConcurrencyShares: 1, limitResponse: { type: 'Reject' } } },
  }),
  specified('resource.k8s.io/v1', 'DeviceClass', {}),
  specified('resource.k8s.io/v1', 'ResourceClaim', claim),
  specified('resource.k8s.io/v1', 'ResourceClaimTemplate', { spec: claim }),
  specified('resource.k8s.io/v1', 'ResourceSlice', {
    ...{ driver: 'a.example.org', pool: { name: 'a', generation: 1, resourceSliceCount: 1 }, allNodes: true },
  }),
];
