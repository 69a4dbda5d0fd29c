import { z } from 'zod';
import { dnsLabel, labelKey, labelValue, objectNameText, wholeNumber } from '../formats';
import { byBoth, byDeployment, group, type Properties } from '../property';

const topology = z.union([z.enum(['node', 'zone']), labelKey], { error: '`node`, `zone`, or the key of a node label' });
const weight = wholeNumber(1, 100).optional();

const nodes = z.strictObject({
  key: labelKey,
  operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']),
  values: z.array(z.string()).optional(),
  weight,
});

const neighbour = z.strictObject({
  flow: dnsLabel.optional(),
  topology,
  podLabels: z.record(labelKey, labelValue).optional(),
  weight,
});

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
    'The nodes that the pods run on.',
    {
      nodeSelector: byDeployment(
        z.record(labelKey, labelValue.nullable()),
        'Labels that a node must have to run the pods.',
      ),
      nodes: byDeployment(
        z.array(nodes),
        'Further conditions for nodes. With a `weight` (1 to 100) a condition is only a preference.',
      ),
      tolerations: byBoth(z.array(toleration), 'Taints of nodes that the pods tolerate.', {
        source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/',
      }),
      spread: byBoth(
        z.array(spread),
        'How evenly the pods are spread over nodes, zones or another topology. The default of `maxSkew` is 1, and of `whenUnsatisfiable` ScheduleAnyway.',
        { source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/' },
      ),
      near: byBoth(
        z.array(neighbour),
        'Flows to run close to, on the same node or in the same zone. With `podLabels`, only their pods with these labels count. With a `weight` this is only a preference.',
      ),
      apart: byBoth(
        z.array(neighbour),
        'Flows to run away from, on other nodes or in other zones. The default of `flow` is the flow itself. With `podLabels`, only pods with these labels count. With a `weight` this is only a preference.',
      ),
      priorityClass: byDeployment(
        objectNameText,
        'The priority class of the pods. When nodes are full, pods of lower priority are evicted first.',
      ),
      scheduler: byDeployment(z.string().min(1), "The name of the scheduler. The default is the cluster's own."),
    },
    { source: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/', name: 'Placement' },
  ),
} satisfies Properties;
