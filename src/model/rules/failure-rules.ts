import { suggest } from '../../diagnostics';
import type { JobSpec, ScheduleSpec } from '../flow-spec';
import { namedContainers } from './containers';
import { invalid, type RuleViolation } from './rule';

type FailureRule = NonNullable<JobSpec['podFailurePolicy']>[number];

/**
 * Checks the exit codes and the container of a rule of `podFailurePolicy`.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
 */
export function failureRuleFits(
  spec: JobSpec | ScheduleSpec,
  { action, exitCodes }: FailureRule,
  position: number,
): RuleViolation[] {
  const path = ['podFailurePolicy', position];
  const perIndex =
    action === 'FailIndex' && spec.backoffLimitPerIndex === undefined
      ? [invalid([...path, 'action'], '`FailIndex` needs `backoffLimitPerIndex`')]
      : [];
  if (!exitCodes) return perIndex;
  const { operator, values, container } = exitCodes;
  const disordered = values.findIndex((code, index) => index > 0 && code <= (values[index - 1] as number));
  const names = namedContainers(spec).map(({ name }) => name);
  const codes = [...path, 'exitCodes', 'values'];
  return [
    ...perIndex,
    ...(operator === 'In' && values.includes(0)
      ? [
          invalid(
            [...codes, values.indexOf(0)],
            'the exit code 0 is a success, so it cannot be `In` the codes of a failure',
          ),
        ]
      : []),
    ...(disordered > 0
      ? [invalid([...codes, disordered], 'exit codes must be in ascending order, each once', 'sort them')]
      : []),
    ...(container !== undefined && !names.includes(container)
      ? [
          invalid(
            [...path, 'exitCodes', 'container'],
            `the pod has no container \`${container}\``,
            suggest(container, names),
          ),
        ]
      : []),
  ];
}
