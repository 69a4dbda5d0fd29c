import type { DeployStep } from '../actions/deploy/deploy-steps';
import type { LiveDiff } from '../actions/diff/live';
import { printableLine } from '../diagnostics';
import type { ApplyResult } from '../release/apply/apply-result';
import { jsonText } from './json';
import { asJson } from './live-diff/as-json';
import { isUnchanged } from './live-diff/summary';
import { type Look, liveText } from './live-diff/text';
import { unifiedDiff } from './live-diff/unified';
import type { Terminal } from './terminal';

/** What a deploy would do, in the form of `towpath diff`. */
export function previewText(diff: LiveDiff, output: 'table' | 'json', look: Look): string {
  if (output === 'json') return jsonText(asJson(diff));
  const { objects } = diff;
  return isUnchanged({ objects }) ? 'no changes' : liveText(objects, unifiedDiff, look);
}

/** The order in which objects would be applied. No request is sent to a cluster. */
export function stepsText(steps: readonly DeployStep[], output: 'table' | 'json'): string {
  if (output === 'json') return jsonText(steps);
  return steps
    .map(({ application, step, objects }) => printableLine(`${application} ${step}: ${objects.join(' ')}`))
    .join('\n');
}

export function deploySummary(outcomes: readonly ApplyResult[], environment: string): string {
  return outcomes
    .map(({ application, release }) =>
      release
        ? `${application}: release ${release.revision} was deployed to ${environment}`
        : `${application}: no changes in ${environment}`,
    )
    .map(printableLine)
    .join('\n');
}

/** Reports that the user answered no, and exits with 1, because the environment still differs from what is declared. */
export function reportDeclined(terminal: Pick<Terminal, 'err' | 'exit'>): void {
  terminal.err('nothing was written');
  terminal.exit(1);
}
