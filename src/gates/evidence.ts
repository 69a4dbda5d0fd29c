import type { Arrival, Observation } from './gate-facts';

/** The name of the trailers in which the commit of a promotion keeps what opened its gates. */
export const gateTrailer = 'Towpath-Gate';

/** The version of the format of these trailers. A trailer of another version is not read. */
const format = '1';

/** What the commit of a promotion says of the gates. */
export interface Evidence {
  /** The environment that gets the versions. */
  readonly to: string;
  readonly observations: readonly Observation[];
  /** Names of the checks that passed. */
  readonly checks: readonly string[];
  readonly at: Date;
}

/**
 * The values of the trailers, one line each: `1 soak tst prod shop/api/api v1.4 since 2026-11-20T10:00:00Z seen
 * 2026-11-21T12:00:00Z`. No part contains white space.
 */
export function evidenceLines({ to, observations, checks, at }: Evidence): string[] {
  const healthy = observations
    .filter(({ obstacle }) => obstacle === undefined)
    .map((one) => [format, 'healthy', one.environment, to, place(one), one.version, 'seen', one.seen]);
  const soak = observations.flatMap((one) =>
    one.since === undefined
      ? []
      : [[format, 'soak', one.environment, to, place(one), one.version, 'since', one.since, 'seen', one.seen]],
  );
  const passed = checks.map((name) => [format, 'check', to, name, 'passed', at.toISOString()]);
  return [...healthy, ...soak, ...passed].map((parts) => parts.join(' '));
}

/**
 * What the trailers of one commit say of one version that comes to an environment. A line that towpath did not write in
 * this form, or that is about anything else, says nothing.
 *
 * @param origin who says so, such as `the commit 1234567`
 */
export function observationsIn(lines: readonly string[], to: string, arrival: Arrival, origin: string): Observation[] {
  const found = new Map<string, Observation>();
  for (const line of lines) {
    const [version, gate, environment = '', target, flow, tag, ...rest] = line.trim().split(' ');
    if (version !== format || target !== to || flow !== place(arrival) || tag !== arrival.version) continue;
    const times = timesIn(rest);
    if (times === undefined) continue;
    const known = found.get(environment) ?? { ...notReady(arrival, environment, origin), seen: times.seen };
    const { obstacle: _, ...ready } = known;
    if (gate === 'healthy') found.set(environment, ready);
    if (gate !== 'soak' || times.since === undefined) continue;
    // Towpath writes one such line. Of several, which somebody wrote by hand, the one that says least counts.
    if (known.since === undefined || ranFor(times) < ranFor(known)) found.set(environment, { ...known, ...times });
  }
  return [...found.values()];
}

function notReady({ application, flow, image, version }: Arrival, environment: string, origin: string) {
  const obstacle = `the record of ${origin} does not say that it was ready`;
  return { application, flow, image, version, environment, origin, obstacle };
}

function ranFor({ since = '', seen }: Pick<Observation, 'since' | 'seen'>): number {
  return Date.parse(seen) - Date.parse(since);
}

function timesIn(words: readonly string[]): { readonly seen: string; readonly since?: string } | undefined {
  const [first, one = '', second, two = '', ...more] = words;
  if (more.length > 0) return undefined;
  if (first === 'seen' && second === undefined) return isMoment(one) ? { seen: one } : undefined;
  if (first !== 'since' || second !== 'seen' || !isMoment(one) || !isMoment(two)) return undefined;
  return { since: one, seen: two };
}

function isMoment(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]{5,12}Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

function place({ application, flow, image }: Arrival): string {
  return [application, flow, image].join('/');
}
