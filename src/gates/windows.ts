import { Cron } from 'croner';
import type { GatesOverlay } from '../environments/environment-types';

export type Windows = NonNullable<GatesOverlay['windows']>;

/** Whether windows are open. An open window has no reason. */
export interface WindowsState {
  readonly reason?: string;
  readonly opensAt?: Date;
}

const utc = 'Etc/UTC';

/** The state of windows at a moment. `allow` and `freeze` are read in the time zone of the windows. */
export function windowsAt(windows: Windows, at: Date): WindowsState {
  const reason = closedBecause(windows, at);
  if (reason === undefined) return {};
  const opensAt = nextOpening(windows, at);
  return { reason, ...(opensAt && { opensAt }) };
}

function closedBecause(windows: Windows, at: Date): string | undefined {
  const frozen = freezeAt(windows, at);
  if (frozen) return `frozen from ${frozen.from} to ${frozen.to}: ${frozen.why}`;
  if (isAllowed(windows, at)) return undefined;
  const allowed = (windows.allow ?? []).map((schedule) => `\`${schedule}\``).join(' and ');
  return `open only at ${allowed} (${windows.timeZone ?? 'UTC'})`;
}

/** The next moment at which a deploy may begin; undefined if there is none. */
function nextOpening(windows: Windows, from: Date): Date | undefined {
  let at: Date | undefined = from;
  // Each freeze is left at most once, and between two of them there is at most one wait for a window.
  const steps = 2 * ((windows.freeze ?? []).length + 1);
  for (let step = 0; at && step < steps; step++) {
    const frozen = freezeAt(windows, at);
    if (!frozen && isAllowed(windows, at)) return at;
    at = frozen ? startOfDayAfter(frozen.to, windows) : nextMinute(windows, at);
  }
  return at && closedBecause(windows, at) === undefined ? at : undefined;
}

function freezeAt({ freeze, timeZone }: Windows, at: Date) {
  const today = dayOf(at, timeZone ?? utc);
  return freeze?.find(({ from, to }) => from <= today && today <= to);
}

function isAllowed({ allow, timeZone }: Windows, at: Date): boolean {
  // A schedule names minutes, and the library matches their first second.
  const minute = new Date(Math.floor(at.getTime() / 60_000) * 60_000);
  return !allow || allow.some((schedule) => cron(schedule, timeZone).match(minute));
}

/** How many minutes are looked at one by one. A change of the clocks repeats two hours at most. */
const nearMinutes = 180;

function nextMinute(windows: Windows, at: Date): Date | undefined {
  const { allow, timeZone } = windows;
  // The library leaves out the second run of an hour that a change of the clocks repeats.
  const minute = Math.floor(at.getTime() / 60_000);
  for (let step = 1; step <= nearMinutes; step++) {
    const near = new Date((minute + step) * 60_000);
    if (isAllowed(windows, near)) return near;
  }
  const next = (allow ?? []).flatMap((schedule) => cron(schedule, timeZone).nextRun(at) ?? []);
  return next.reduce<Date | undefined>((first, one) => (first && first <= one ? first : one), undefined);
}

function cron(schedule: string, timeZone: Windows['timeZone']): Cron {
  return new Cron(schedule, { timezone: timeZone ?? utc });
}

/** The day of a moment in a time zone, such as 2026-12-20. Days as text have the order of time. */
function dayOf(at: Date, timeZone: string): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format.format(at);
}

/** The formats of days by time zone. Making one takes longer than all other steps together. */
const formats = new Map<string, Intl.DateTimeFormat>();

function startOfDayAfter(day: string, { timeZone }: Windows): Date | undefined {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString();
  const local = next.slice(0, next.indexOf('T'));
  return new Cron(`${local}T00:00:00`, { timezone: timeZone ?? utc }).nextRun(new Date(0)) ?? undefined;
}
