import type { Outcome } from '../release/carry-out';
import type { DesiredApplication } from '../release/desired';
import type { Plan } from '../release/plan/plan';
import { stepsOf } from '../release/steps';
import { count } from './issues';
import type { Terminal } from './terminal';

const signs = { create: '+', update: '~', rerun: '↻', pruned: '-' } as const;

/** Shows what is to be done, on standard error: it is what a question is about, not a result. */
export function showPlans(plans: readonly Plan[], terminal: Pick<Terminal, 'err' | 'paint'>): void {
  for (const text of [planText(plans, terminal), keptText(plans)]) if (text !== '') terminal.err(text);
}

/** What a deploy would do, an object a line; empty when there is nothing to do. */
function planText(plans: readonly Plan[], { paint }: Pick<Terminal, 'paint'>): string {
  const colours = { '+': paint.green, '~': paint.yellow, '↻': paint.yellow, '-': paint.red };
  const line = (sign: keyof typeof colours, name: string, note = '') => colours[sign](`  ${sign} ${name}${note}`);
  return plans
    .flatMap(({ objects, prunes }) => [
      ...objects.flatMap(({ action, manifest, differences, tools, takesOver }) => {
        if (action === 'none' || action === 'done') return [];
        const fields = action === 'update' && differences.length > 0 ? ` (${count(differences.length, 'field')})` : '';
        const owner =
          tools.length > 0 ? `, ${takesOver ? 'taken over from' : 'also written by'} ${tools.join(', ')}` : '';
        return [line(signs[action], `${manifest.kind}/${manifest.metadata.name}`, `${fields}${owner}`)];
      }),
      ...prunes
        .filter(({ keeps }) => keeps === undefined)
        .map(({ live }) => line('-', `${live.kind}/${live.metadata.name}`, ' (no longer declared)')),
    ])
    .join('\n');
}

/** What stays although it is no longer declared, with the reason. */
function keptText(plans: readonly Plan[]): string {
  return plans
    .flatMap(({ prunes }) => prunes)
    .flatMap(({ live, keeps }) =>
      keeps ? [`  ${live.kind}/${live.metadata.name} is no longer declared, and stays: ${keeps}`] : [],
    )
    .join('\n');
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
  if (output === 'json') return JSON.stringify(steps, null, 2);
  return steps.map(({ application, step, objects }) => `${application} ${step}: ${objects.join(' ')}`).join('\n');
}

export function deploySummary(outcomes: readonly Outcome[], environment: string): string {
  return outcomes
    .map(({ application, release }) =>
      release
        ? `${application}: release ${release.revision} is up in ${environment}`
        : `${application}: nothing to do in ${environment}`,
    )
    .join('\n');
}
