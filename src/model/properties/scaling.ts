import { z } from 'zod';
import { countOrPercent, wholeNumber } from '../formats';
import { byBoth, group, type Properties } from '../property';

export const replicas = {
  replicas: byBoth(wholeNumber(0, 10000), 'The number of pods. `null` leaves the number to the cluster.'),
} satisfies Properties;

const policy = z.strictObject({
  type: z.enum(['Pods', 'Percent']),
  value: wholeNumber(1, 10000),
  periodSeconds: wholeNumber(1, 1800),
});

const pace = {
  stabilizationWindowSeconds: byBoth(
    wholeNumber(0, 3600),
    'The time in seconds whose past recommendations are considered, so that the number of pods does not flap. Kubernetes uses 300 for scaling down and 0 for scaling up by default.',
  ),
  selectPolicy: byBoth(
    z.enum(['Max', 'Min', 'Disabled']),
    'The policy that decides, if there are several. Kubernetes uses Max by default.',
  ),
  policies: byBoth(z.array(policy).min(1), 'Limits for the number or share of pods that may change within a period.'),
} satisfies Properties;

export const autoscaling = {
  autoscaling: group(
    'Let the cluster choose the number of pods by their load. `replicas` is then not written.',
    {
      min: byBoth(wholeNumber(1, 10000), 'The smallest number of pods. Kubernetes uses 1 by default.'),
      max: byBoth(wholeNumber(1, 10000), 'The largest number of pods.', { required: true }),
      cpu: byBoth(
        wholeNumber(1, 10000),
        'The target use of CPU, in percent of the request. The default is 80 if `memory` is not set either.',
      ),
      memory: byBoth(wholeNumber(1, 10000), 'The target use of memory, in percent of the request.'),
      scaleUp: group('How fast the number of pods grows.', pace, { name: 'Pace' }),
      scaleDown: group('How fast the number of pods shrinks.', pace, { name: 'Pace' }),
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
    'The pods that must keep running while nodes are drained. Set exactly one of minAvailable and maxUnavailable.',
    {
      minAvailable: byBoth(countOrPercent, 'The number or share of pods that must stay available.'),
      maxUnavailable: byBoth(countOrPercent, 'The number or share of pods that may be unavailable at the same time.'),
      unhealthyPodEvictionPolicy: byBoth(
        z.enum(['IfHealthyBudget', 'AlwaysAllow']),
        '`AlwaysAllow` lets pods that are not ready be evicted at any time. `IfHealthyBudget` allows it only while enough pods are available.',
      ),
    },
    {
      source: 'https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets',
      name: 'Disruption',
    },
  ),
} satisfies Properties;
