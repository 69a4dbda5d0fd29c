import { z } from 'zod';
import { dnsLabel, wholeNumber } from '../formats';
import { application, both, type Properties } from '../property';

const count = wholeNumber(0, 2 ** 31 - 1);

const failureRule = z.strictObject({
  action: z.enum(['FailJob', 'FailIndex', 'Ignore', 'Count']),
  exitCodes: z
    .strictObject({
      operator: z.enum(['In', 'NotIn']),
      values: z.array(z.int().min(0).max(255)).min(1),
      container: dnsLabel.optional(),
    })
    .optional(),
  conditions: z
    .array(z.strictObject({ type: z.string().min(1), status: z.enum(['True', 'False', 'Unknown']).optional() }))
    .optional(),
});

export const job = {
  restartPolicy: application(
    z.enum(['Never', 'OnFailure']),
    'Whether a process that failed gets a new pod (`Never`) or a new start in the same pod.',
  ),
  backoffLimit: both(count, 'New attempts before the job has failed. Kubernetes: 6.'),
  activeDeadlineSeconds: both(count, 'Seconds after which the job is stopped and has failed.'),
  ttlSecondsAfterFinished: both(count, 'Seconds after which a finished job is removed from the cluster.'),
  parallelism: both(count, 'Pods at the same time. Kubernetes: 1.'),
  completions: both(count, 'Pods that have to succeed. Kubernetes: 1.'),
  indexed: application(z.boolean(), 'Whether each pod gets a number, in JOB_COMPLETION_INDEX.'),
  backoffLimitPerIndex: both(count, 'New attempts for each number, with `indexed`.'),
  maxFailedIndexes: both(count, 'Numbers that may fail before the whole job has failed.'),
  podFailurePolicy: application(
    z.array(failureRule).max(20),
    'What a failure means, by exit code or condition of the pod; the first rule that fits counts. Needs `restartPolicy: Never`.',
    {
      source: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy',
    },
  ),
} satisfies Properties;

export const before = {
  before: application(
    z.array(dnsLabel),
    'Flows that get their new version only when this job is done. The job is then named by its content, and runs once for it.',
    { codeType: 'readonly FlowName[]' },
  ),
} satisfies Properties;
