import { z } from 'zod';
import { expectedSchedule } from '../cron';
import { wholeNumber } from '../formats';
import { byApplication, byBoth, type Properties } from '../property';
import { isTimeZone } from '../time-zones';

const cron = z.string().superRefine((text, context) => {
  const message = expectedSchedule(text);
  if (message) context.addIssue({ code: 'custom', message });
});
const zone = z.string().refine(isTimeZone, 'a time zone such as Europe/Prague or Etc/UTC');

export const schedule = {
  schedule: byBoth(cron, 'When the flow runs, in cron format: minute, hour, day of month, month, day of week.', {
    required: true,
    source: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax',
  }),
  timeZone: byBoth(
    zone,
    "The time zone of the schedule, such as `Europe/Prague`. The default is the time zone of the cluster's controller.",
  ),
  concurrency: byApplication(
    z.enum(['Allow', 'Forbid', 'Replace']),
    'What happens if the last run is still active. `Allow` runs both, `Forbid` skips the new run, and `Replace` stops the old run.',
  ),
  suspend: byBoth(z.boolean(), 'Set `true` to start no new runs.'),
  startingDeadlineSeconds: byBoth(
    wholeNumber(10, 2 ** 31 - 1),
    'The time in seconds that a run may start late. After it the run is skipped.',
  ),
  successfulJobsHistoryLimit: byBoth(
    wholeNumber(0, 1000),
    'The number of successful runs to keep. Kubernetes uses 3 by default.',
  ),
  failedJobsHistoryLimit: byBoth(
    wholeNumber(0, 1000),
    'The number of failed runs to keep. Kubernetes uses 1 by default.',
  ),
} satisfies Properties;
