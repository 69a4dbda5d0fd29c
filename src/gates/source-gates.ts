import { durationText } from '../data/duration';
import { shortList } from '../diagnostics';
import { type Arrival, arrivalName, type GateFacts, isSameArrival, type Observation } from './gate-facts';
import type { Verdict } from './verdict';

/** The judgement of one version in one environment. A version that passes has no reason. */
type Judgement = Omit<Verdict, 'evidence'>;

/** Whether each version that comes is ready in one of the environments that it may come from. */
export function healthyState(sources: readonly string[], facts: GateFacts): Verdict {
  return judged(sources, facts, ({ obstacle, environment }) =>
    obstacle === undefined ? {} : { reason: `in \`${environment}\` ${obstacle}` },
  );
}

/**
 * Whether each version that comes has run for some time in one of the environments that it may come from. A cluster
 * tells how long it has run until now; a record tells how long it had run when it was written.
 *
 * @param soakMs how long it must have run. Milliseconds
 */
export function soakState(soakMs: number, sources: readonly string[], facts: GateFacts): Verdict {
  return judged(sources, facts, ({ since, seen, environment }) => {
    if (since === undefined) return { reason: `it is not known since when it runs in \`${environment}\`` };
    // A record from the future, by a wrong clock or by hand, tells nothing about the time from now on.
    const ran = Math.min(Date.parse(seen), facts.at.getTime()) - Date.parse(since);
    if (ran >= soakMs) return {};
    const reason = `it has run in \`${environment}\` for ${durationText(Math.max(0, ran - (ran % 1000)))} of ${durationText(soakMs)}, since ${since}`;
    const isNow = Date.parse(seen) === facts.at.getTime();
    return { reason, ...(isNow && { opensAt: new Date(Date.parse(since) + soakMs) }) };
  });
}

function judged(sources: readonly string[], facts: GateFacts, judge: (one: Observation) => Judgement): Verdict {
  const { arrivals, observations, unknown } = facts;
  if (arrivals.length === 0) return {};
  if (sources.length === 0) return { reason: 'the environment promotes from no other, so no version ran before' };
  const origins = new Set<string>();
  const closed: { arrival: Arrival; judgement: Judgement }[] = [];
  for (const arrival of arrivals) {
    const seen = sources.flatMap(
      (source) =>
        observations.find(({ environment, ...one }) => environment === source && isSameArrival(one, arrival)) ?? [],
    );
    const passed = seen.find((one) => judge(one).reason === undefined);
    if (passed) origins.add(passed.origin);
    else closed.push({ arrival, judgement: bestOf(seen.map(judge)) ?? notSeen(sources) });
  }
  const evidence = origins.size > 0 ? { evidence: [...origins].join(' and ') } : {};
  if (closed.length === 0) return evidence;
  const reasons = closed.map(
    ({ arrival, judgement }) => `${arrivalName(arrival)} ${arrival.version}: ${judgement.reason}`,
  );
  const isGuess = closed.some(({ judgement }) => judgement.opensAt === undefined);
  const opensAt = isGuess ? undefined : latest(closed.flatMap(({ judgement }) => judgement.opensAt ?? []));
  const reason = [shortList(reasons, 3).join('; '), ...(isGuess ? unknown : [])].join('; ');
  return { reason, ...(opensAt && { opensAt }), ...evidence };
}

function notSeen(sources: readonly string[]): Judgement {
  return { reason: `nothing shows that it runs in ${sources.map((name) => `\`${name}\``).join(' or ')}` };
}

/** Chooses the environment that lets a version pass first, if none lets it pass now. */
function bestOf(judgements: readonly Judgement[]): Judgement | undefined {
  const byTime = [...judgements].sort(
    (a, b) => (a.opensAt?.getTime() ?? Number.POSITIVE_INFINITY) - (b.opensAt?.getTime() ?? Number.POSITIVE_INFINITY),
  );
  return byTime[0];
}

function latest(moments: readonly Date[]): Date | undefined {
  return [...moments].sort((a, b) => a.getTime() - b.getTime()).at(-1);
}
