import { liveDiff } from '../actions/diff/live';
import { printableLine } from '../diagnostics';
import type { Outcome } from '../release/carry-out';
import type { DesiredApplication } from '../release/desired';
import type { Plan } from '../release/plan/plan';
import { stepsOf } from '../release/steps';
import { jsonText } from './json';
import { asJson } from './live-diff/as-json';
import { isUnchanged } from './live-diff/summary';
import { type Look, liveText } from './live-diff/text';
import { unified } from './live-diff/unified';
import type { Terminal } from './terminal';

/** What a deploy would do, as `towpath diff` shows it. */
export function plansText(plans: readonly Plan[], output: 'table' | 'json', look: Look): string {
  const diff = liveDiff(plans);
  if (output === 'json') return jsonText(asJson(diff));
  return isUnchanged(diff) ? 'nothing changes' : liveText(diff.objects, unified, look);
}

/** The order in which objects would be applied; no cluster is asked. */
export function stepsText(applications: readonly DesiredApplication[], output: 'table' | 'json'): string {
  const steps = applications.flatMap(({ application, objects }) =>
    stepsOf(objects).map(({ objects: together }, index) => ({
      application,
      step: index + 1,
      objects: together.map(({ manifest }) => `${manifest.kind}/${manifest.metadata.name}`),
    })),
  );
  if (output === 'json') return jsonText(steps);
  return steps
    .map(({ application, step, objects }) => printableLine(`${application} ${step}: ${objects.join(' ')}`))
    .join('\n');
}

export function deploySummary(outcomes: readonly Outcome[], environment: string): string {
  return outcomes
    .map(({ application, release }) =>
      release
        ? `${application}: release ${release.revision} is up in ${environment}`
        : `${application}: nothing to do in ${environment}`,
    )
    .map(printableLine)
    .join('\n');
}

/** What is said when the question was answered with no: the environment stays different from what is declared. */
export function declined(terminal: Pick<Terminal, 'err' | 'exit'>): void {
  terminal.err('nothing was written');
  terminal.exit(1);
}
