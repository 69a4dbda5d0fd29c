import { z } from 'zod';
import { dnsLabel, labelKey, labelValue, wholeNumber } from '../formats';
import { both, deployment, group, type Properties } from '../property';

const topology = z.union([z.enum(['node', 'zone']), labelKey], { error: '`node`, `zone`, or the key of a node label' });
const weight = wholeNumber(1, 100).optional();

const nodes = z.strictObject({
  key: labelKey,
  operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']),
  values: z.array(z.string()).optional(),
  weight,
});

const neighbour = z.strictObject({ flow: dnsLabel.optional(), topology, weight });

const spread = z.strictObject({
  topology,
  maxSkew: wholeNumber(1, 1000).optional(),
  whenUnsatisfiable: z.enum(['DoNotSchedule', 'ScheduleAnyway']).optional(),
  minDomains: wholeNumber(1, 1000).optional(),
});

const toleration = z.strictObject({
  key: labelKey.optional(),
  operator: z.enum(['Exists', 'Equal']).optional(),
  value: labelValue.optional(),
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
  tolerationSeconds: wholeNumber(0, 2 ** 31 - 1).optional(),
});

export const placement = {
  placement: group(
    'Which nodes the pods run on.',
    {
      nodeSelector: deployment(z.record(labelKey, labelValue.nullable()), 'Labels that a node must have.'),
      nodes: deployment(
        z.array(nodes),
        'Further conditions on nodes; with a `weight` (1 to 100) a wish instead of a condition.',
      ),
      tolerations: both(z.array(toleration), 'Taints of nodes that the pods put up with.', {
        source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
      }),
      spread: both(
        z.array(spread),
        'How evenly the pods lie over nodes, zones or another topology. `maxSkew`: 1, `whenUnsatisfiable`: ScheduleAnyway, when not said.',
        { source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/' },
      ),
      near: both(
        z.array(neighbour),
        'Flows whose pods should be on the same node or in the same zone; with a `weight` a wish.',
      ),
      apart: both(
        z.array(neighbour),
        'Flows whose pods should be elsewhere; the flow itself when none is named; with a `weight` a wish.',
      ),
      priorityClass: deployment(z.string().min(1), 'Who gives way when nodes are full.'),
      scheduler: deployment(z.string().min(1), "Another scheduler than the cluster's own."),
    },
    { source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/', name: 'Placement' },
  ),
} satisfies Properties;
