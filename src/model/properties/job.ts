import { z } from 'zod';
import { dnsLabel, labelKey, wholeNumber } from '../formats';
import { byApplication, byBoth, type Properties } from '../property';

const count = wholeNumber(0, 2 ** 31 - 1);

const failureRule = z.strictObject({
  action: z.enum(['FailJob', 'FailIndex', 'Ignore', 'Count']),
  exitCodes: z
    .strictObject({
      operator: z.enum(['In', 'NotIn']),
      values: z.array(wholeNumber(0, 255)).min(1).max(255),
      container: dnsLabel.optional(),
    })
    .optional(),
  conditions: z
    .array(z.strictObject({ type: labelKey, status: z.enum(['True', 'False', 'Unknown']).optional() }))
    .min(1)
    .optional(),
});

export const job = {
  restartPolicy: byApplication(
    z.enum(['Never', 'OnFailure']),
    'What happens after a process fails: `Never` starts a new pod, `OnFailure` restarts the container in the same pod.',
  ),
  backoffLimit: byBoth(count, 'The number of retries before the job fails. Kubernetes uses 6 by default.'),
  activeDeadlineSeconds: byBoth(count, 'The time in seconds after which the job is stopped and fails.'),
  ttlSecondsAfterFinished: byBoth(count, 'The time in seconds after which a finished job is deleted from the cluster.'),
  parallelism: byBoth(count, 'The number of pods that run at the same time. Kubernetes uses 1 by default.'),
  completions: byBoth(count, 'The number of pods that must succeed. Kubernetes uses 1 by default.'),
  indexed: byApplication(z.boolean(), 'Give each pod an index, in the variable JOB_COMPLETION_INDEX.'),
  backoffLimitPerIndex: byBoth(count, 'The number of retries for each index. It needs `indexed: true`.'),
  maxFailedIndexes: byBoth(
    count,
    'The number of indexes that may fail before the whole job fails. It needs `indexed: true`.',
  ),
  podFailurePolicy: byApplication(
    z.array(failureRule).max(20),
    'Rules for failed pods, by exit code or condition. The first rule that matches decides. It needs `restartPolicy: Never`.',
    {
      source: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy',
    },
  ),
} satisfies Properties;

export const before = {
  before: byApplication(
    z.array(dnsLabel),
    'Flows that get their new version only after this job is complete. The name of the job then contains a hash of its content, and the job runs once for each content.',
    { codeType: 'readonly FlowName[]' },
  ),
} satisfies Properties;
