import { z } from 'zod';
import { expectedSchedule } from '../model/cron';
import { byDeployment, group, type Properties } from '../model/property';
import { isTimeZone } from '../model/time-zones';

/** The minutes at which a window is open: the five fields of a schedule. */
const minutes = z.string().superRefine((text, context) => {
  const message = /^[@]/.test(text) ? 'five fields such as `* 9-16 * * MON-THU`' : expectedSchedule(text);
  if (message) context.addIssue({ code: 'custom', message });
});

const day = z.string().refine(isDay, 'a day such as 2026-12-20');

const freeze = z
  .strictObject({ from: day, to: day, why: z.string().min(1, 'a text that says why') })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'a day that is not before `from`' });

const zone = z.string().refine(isTimeZone, 'a time zone such as Europe/Prague or Etc/UTC');

/** Conditions that an environment sets for deploys that change it. */
export const gateProperties: Properties = {
  windows: group('When a deploy may change the environment. It must be inside a window and outside every freeze.', {
    allow: byDeployment(
      z.array(minutes).min(1),
      'The minutes at which a deploy may begin, as schedules in cron format: `* 9-16 * * MON-THU`. One of them is enough. By default every minute is allowed.',
      { source: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax' },
    ),
    freeze: byDeployment(
      z.array(freeze),
      'Days on which nothing may change, each with a reason: `{ from: 2026-12-20, to: 2027-01-02, why: year end }`. Both days are included.',
    ),
    timeZone: byDeployment(zone, 'The time zone of `allow` and `freeze`, such as `Europe/Prague`. The default is UTC.'),
  }),
};

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
