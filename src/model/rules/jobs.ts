import { isLongRunning, type JobSpec, type ScheduleSpec } from '../flow-spec';
import { failureRuleFits } from './failure-rules';
import { exactlyOne, invalid, type Rule, type RuleViolation } from './rule';

/** Checks jobs for indexes and failure policies that Kubernetes would refuse. */
export const jobsFit: Rule = (spec) => {
  if (isLongRunning(spec)) return [];
  const { indexed, completions, podFailurePolicy = [], restartPolicy } = spec;
  const needIndexes = ['backoffLimitPerIndex', 'maxFailedIndexes'].filter((name) => name in spec && !indexed);
  return [
    ...(indexed && completions === undefined
      ? [invalid(['indexed'], 'a job with `indexed: true` needs a number of completions', 'set `completions`')]
      : []),
    ...needIndexes.map((name) => invalid([name], `\`${name}\` needs \`indexed: true\``)),
    ...(podFailurePolicy.length > 0 && restartPolicy !== 'Never'
      ? [
          invalid(
            ['podFailurePolicy'],
            '`podFailurePolicy` needs pods that are not restarted',
            'set `restartPolicy: Never`',
          ),
        ]
      : []),
    ...podFailurePolicy.flatMap((rule, position) =>
      exactlyOne(['podFailurePolicy', String(position)], 'the rule', rule, ['exitCodes', 'conditions']),
    ),
    ...podFailurePolicy.flatMap((rule, position) => failureRuleFits(spec, rule, position)),
    ...indexLimits(spec),
    ...Object.keys(spec.podLabels ?? {})
      .filter((key) => setByKubernetes.includes(key))
      .map((key): RuleViolation => {
        const message = `Kubernetes itself sets the label \`${key}\` of the pods of a job, and refuses another value`;
        return { code: 'reserved-label', path: ['podLabels', key], message, hint: 'use another key' };
      }),
  ];
};

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-selector */
const setByKubernetes = ['job-name', 'controller-uid'].flatMap((name) => [name, `batch.kubernetes.io/${name}`]);

const mostIndexes = 100_000;
const manyIndexes = 10_000;

/**
 * Checks the numbers of a job whose pods have indexes.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/#backoff-limit-per-index
 */
function indexLimits(spec: JobSpec | ScheduleSpec): RuleViolation[] {
  const { indexed, completions, parallelism = 1, backoffLimitPerIndex, maxFailedIndexes } = spec;
  if (!indexed || completions === undefined) return [];
  const isMany = completions > mostIndexes && backoffLimitPerIndex !== undefined;
  const mostFailures = Math.min(completions, isMany ? manyIndexes : mostIndexes);
  return [
    ...atMost('parallelism', parallelism, isMany ? manyIndexes : mostIndexes),
    ...atMost('maxFailedIndexes', maxFailedIndexes ?? 0, mostFailures),
    ...(maxFailedIndexes !== undefined && backoffLimitPerIndex === undefined
      ? [invalid(['maxFailedIndexes'], '`maxFailedIndexes` needs `backoffLimitPerIndex`')]
      : []),
    ...(isMany && maxFailedIndexes === undefined
      ? [
          invalid(
            ['backoffLimitPerIndex'],
            `with more than ${mostIndexes} completions, \`backoffLimitPerIndex\` needs \`maxFailedIndexes\``,
            `set \`maxFailedIndexes\` to ${manyIndexes} or less`,
          ),
        ]
      : []),
  ];
}

function atMost(name: string, value: number, most: number): RuleViolation[] {
  return value > most
    ? [invalid([name], `found \`${value}\`; expected at most ${most} for a job with \`indexed\``)]
    : [];
}
