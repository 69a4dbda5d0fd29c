import { z } from 'zod';
import { countOrPercent, wholeNumber } from '../formats';
import { both, group, type Properties } from '../property';

export const replicas = {
  replicas: both(wholeNumber(0, 10000), 'How many pods run. `null` leaves the number to the cluster.'),
} satisfies Properties;

const policy = z.strictObject({
  type: z.enum(['Pods', 'Percent']),
  value: wholeNumber(1, 10000),
  periodSeconds: wholeNumber(1, 1800),
});

const pace = {
  stabilizationWindowSeconds: both(
    wholeNumber(0, 3600),
    'Seconds that are looked back on, so that the number does not flap. Kubernetes: 300 down, 0 up.',
  ),
  selectPolicy: both(z.enum(['Max', 'Min', 'Disabled']), 'Which of the policies counts. Kubernetes: Max.'),
  policies: both(z.array(policy), 'How many pods, or how large a share, may change within a time.'),
} satisfies Properties;

export const autoscaling = {
  autoscaling: group(
    'The cluster chooses the number of pods; `replicas` is then not written.',
    {
      min: both(wholeNumber(1, 10000), 'At least so many pods. Kubernetes: 1.'),
      max: both(wholeNumber(1, 10000), 'At most so many pods.', { required: true }),
      cpu: both(
        wholeNumber(1, 10000),
        'Wanted use of CPU, in percent of what is requested. Kubernetes: 80 when nothing else is said.',
      ),
      memory: both(wholeNumber(1, 10000), 'Wanted use of memory, in percent of what is requested.'),
      scaleUp: group('How fast the number grows.', pace, { name: 'Pace' }),
      scaleDown: group('How fast the number shrinks.', pace, { name: 'Pace' }),
    },
    {
      source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
      name: 'Autoscaling',
      notByDefault: true,
    },
  ),
} satisfies Properties;

export const disruption = {
  disruption: group(
    'How many pods a drain of nodes has to leave running. Exactly one of minAvailable and maxUnavailable.',
    {
      minAvailable: both(countOrPercent, 'So many stay.'),
      maxUnavailable: both(countOrPercent, 'So many may go at a time.'),
      unhealthyPodEvictionPolicy: both(
        z.enum(['IfHealthyBudget', 'AlwaysAllow']),
        'Whether pods that are not ready may go all the same.',
      ),
    },
    {
      source: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets',
      name: 'Disruption',
    },
  ),
} satisfies Properties;
