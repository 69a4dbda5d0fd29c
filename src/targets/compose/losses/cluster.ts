import type { Loss } from '../../losses';

const isTrue = (value: unknown) => value === true;

/** Features that only a cluster has: nodes, accounts, and the replacement of pods. */
export const clusterLosses: readonly Loss[] = [
  { property: 'placement', severity: 'warning', reason: 'Compose runs all containers on one host' },
  { property: 'disruption', severity: 'warning', reason: 'Compose has no nodes that could be drained' },
  {
    property: 'rollout',
    severity: 'warning',
    reason: 'Compose always stops the old container before it starts the new one',
  },
  {
    property: 'autoscaling',
    severity: 'warning',
    reason: 'Compose has no autoscaler, so the minimum number of containers runs',
  },
  {
    property: 'pullSecrets',
    severity: 'warning',
    reason: 'Docker pulls images with the credentials that `docker login` stored on the host',
  },
  {
    property: 'serviceAccount.existing',
    severity: 'warning',
    reason: 'containers in Compose have no Kubernetes service account',
  },
  {
    property: 'serviceAccount.annotations',
    severity: 'warning',
    reason: 'containers in Compose have no Kubernetes service account',
  },
  {
    property: 'serviceAccount.rules',
    severity: 'error',
    reason: 'Compose has no Kubernetes API that the flow could use',
  },
  {
    property: 'serviceAccountToken',
    severity: 'error',
    when: isTrue,
    reason: 'Compose has no Kubernetes API that the flow could use',
  },
  {
    property: 'serviceLinks',
    severity: 'warning',
    when: isTrue,
    reason: 'Compose sets no environment variables for other services',
  },
];
