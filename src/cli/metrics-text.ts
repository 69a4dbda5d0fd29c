import type { DeliveryMetrics } from '../actions/history/metrics';
import { count } from '../data/count';
import { durationText } from '../data/duration';
import { wrap } from './wrap';

/** The four measures of an environment with the span of time that they cover. Each median has its number of values. */
export function metricsText(measures: DeliveryMetrics, width: number): string {
  const { environment, span, isCut, releases, deploysPerDay, leadTime, changeFailureRate, timeToRestore } = measures;
  if (!span) return wrap(`no release of ${environment} is stored`, width);
  const older = isCut ? '; older releases are no longer stored' : '';
  return [
    `${environment}, ${span.from} to ${span.to} (${count(releases, 'release')}${older})`,
    `deployment frequency: ${rounded(deploysPerDay ?? 0)} a day`,
    `lead time for changes: ${medianText(leadTime, 'release')}`,
    `change failure rate: ${changeFailureRate === undefined ? 'not known' : `${rounded(changeFailureRate * 100)} %`}`,
    `time to restore service: ${medianText(timeToRestore, 'failure')}`,
  ]
    .map((line) => wrap(line, width, 2))
    .join('\n');
}

function medianText({ medianMs, of }: DeliveryMetrics['leadTime'], what: string): string {
  return medianMs === undefined
    ? 'not known'
    : `${durationText(Math.round(medianMs / 1000) * 1000)} (median of ${count(of, what)})`;
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
