import type { Loss } from '../../losses';

const isTrue = (value: unknown) => value === true;

/** Features that only a cluster has: nodes, accounts, and the replacement of pods. */
export const clusterLosses: readonly Loss[] = [
  { property: 'placement', severity: 'warning', reason: 'Compose runs everything on one host, so it places nothing.' },
  { property: 'disruption', severity: 'warning', reason: 'Compose drains no nodes.' },
  { property: 'rollout', severity: 'warning', reason: 'Compose stops the old container before it starts the new one.' },
  {
    property: 'autoscaling',
    severity: 'warning',
    reason: 'Compose keeps the number of containers, which is the least that the autoscaler would run.',
  },
  {
    property: 'pullSecrets',
    severity: 'warning',
    reason: 'Compose uses the credentials that `docker login` stored on the host.',
  },
  {
    property: 'serviceAccount.existing',
    severity: 'warning',
    reason: 'containers of Compose have no account of a cluster.',
  },
  {
    property: 'serviceAccount.annotations',
    severity: 'warning',
    reason: 'containers of Compose have no account of a cluster.',
  },
  {
    property: 'serviceAccount.rules',
    severity: 'error',
    reason: 'the flow uses the API of a cluster, and Compose has none.',
  },
  {
    property: 'serviceAccountToken',
    severity: 'error',
    when: isTrue,
    reason: 'the flow uses the API of a cluster, and Compose has none.',
  },
  {
    property: 'serviceLinks',
    severity: 'warning',
    when: isTrue,
    reason: 'Compose sets no variables for other services.',
  },
];
