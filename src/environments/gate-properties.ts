import { z } from 'zod';
import { durationOf } from '../data/duration';
import { re2Pattern } from '../data/re2';
import { expectedSchedule } from '../model/cron';
import { dnsLabel } from '../model/formats';
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

const duration = z
  .string()
  .max(20, 'a duration such as 24h or 90m')
  .refine((text) => (durationOf(text) ?? 0) > 0, 'a duration of more than 0, such as 24h or 90m');

const trailerKey = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/, 'the name of a trailer, such as Change-Ticket: letters, digits and `-`');

const pattern = z
  .string()
  .max(250, 'a pattern of at most 250 characters')
  .refine((text) => re2Pattern(text) !== undefined, 'a regular expression of RE2, such as ^CHG-[0-9]+$');

const argument = z.string().regex(/^[^\0]*$/, 'text without the character NUL');

const command = z
  .array(argument)
  .min(1)
  .refine(([program]) => program !== '', { path: [0], message: 'the name of a program' });

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
  healthy: byDeployment(
    z.boolean(),
    'Set `true` to let a version in only if each flow that gets it is ready in the environment that it is promoted from.',
  ),
  soak: byDeployment(
    duration,
    'How long a version must have run in the environment that it is promoted from, such as `24h`. The time begins with the release that brought the version there, and begins anew when a container restarts.',
  ),
  approvals: byDeployment(
    z.number().int().min(1).max(20),
    'How many people must approve a change with `towpath approve`, by a signed commit. The file `environments/approvers` lists their keys in the format of allowed signers of git. The authors of the change do not count, and a later change needs new approvals.',
    { source: 'https://git-scm.com/docs/git-config#Documentation/git-config.txt-gpgsshallowedSignersFile' },
  ),
  reviews: byDeployment(
    z.number().int().min(1).max(20),
    'How many people must have approved the pull request of each commit that changes the environment, as GitHub or GitLab knows. The program `gh` or `glab` is asked. The author of the pull request does not count, and an approval of an earlier state does not count either.',
    {
      source:
        'https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/about-pull-request-reviews',
    },
  ),
  trailer: byDeployment(
    z.record(trailerKey, pattern.nullable()),
    'Trailers that the deployed commit must have, each with a regular expression (RE2) for its value: `Change-Ticket: "^CHG-[0-9]+$"`.',
    { source: 'https://git-scm.com/docs/git-interpret-trailers' },
  ),
  check: byDeployment(
    z.record(dnsLabel, command.nullable()),
    'Programs that must end with 0, by name: `smoke: [nox, -s, smoke]`. They run in the folder of the workspace without a shell, for ten minutes at most. The variables TOWPATH_FROM and TOWPATH_TO name the environments.',
  ),
};

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
