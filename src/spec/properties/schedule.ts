import { z } from 'zod';
import { wholeNumber } from '../formats';
import { application, both, type Properties } from '../property';

const cron = z
  .string()
  .regex(
    /^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|(\S+\s+){4}\S+)$/,
    'five fields such as `0 3 * * *`, or @daily',
  );

export const schedule = {
  schedule: both(cron, 'When it runs, as cron says it: minute, hour, day of month, month, day of week.', {
    required: true,
    source: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax',
  }),
  timeZone: both(
    z.string().min(1),
    "The time zone of the schedule: `Europe/Prague`. The cluster's own when it is not said.",
  ),
  concurrency: application(
    z.enum(['Allow', 'Forbid', 'Replace']),
    'What happens when the last run is not done: both run, the new one is left out, or it takes the place of the old one.',
  ),
  suspend: both(z.boolean(), 'Whether it is held for now.'),
  startingDeadlineSeconds: both(
    wholeNumber(10, 2 ** 31 - 1),
    'Seconds by which a run may be late before it is left out.',
  ),
  successfulJobsHistoryLimit: both(wholeNumber(0, 1000), 'Runs that succeeded and are kept. Kubernetes: 3.'),
  failedJobsHistoryLimit: both(wholeNumber(0, 1000), 'Runs that failed and are kept. Kubernetes: 1.'),
} satisfies Properties;
