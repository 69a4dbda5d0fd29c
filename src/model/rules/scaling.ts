import { autoscalingOf, autoscalingTargets } from '../autoscaling';
import { isLongRunning, isStateful, type ServiceSpec } from '../flow-spec';
import { exactlyOne, invalid, type Rule, type RuleViolation, warning } from './rule';

/**
 * Checks that `disruption` sets exactly one limit, that `min` of `autoscaling` is not above `max`, and that the requests
 * that autoscaling needs are set.
 */
export const scalingFits: Rule = (spec) => {
  if (!isLongRunning(spec)) return [];
  const { disruption } = spec;
  const autoscaling = autoscalingOf(spec);
  const { min = 1, max = min } = autoscaling ?? {};
  const measured = autoscaling && autoscalingTargets(autoscaling);
  const unasked = (['cpu', 'memory'] as const).filter(
    (name) => measured?.[name] !== undefined && !spec.resources?.requests?.[name] && !spec.resources?.limits?.[name],
  );
  return [
    ...(disruption ? exactlyOne(['disruption'], 'the budget', disruption, ['minAvailable', 'maxUnavailable']) : []),
    ...(min > max ? [invalid(['autoscaling', 'max'], `\`min\` (${min}) is greater than \`max\` (${max})`)] : []),
    ...unasked.map((name) =>
      warning(
        'autoscaling-without-request',
        ['autoscaling', ...(autoscaling?.[name] === undefined ? [] : [name])],
        `autoscaling by ${name} needs a request for ${name}, and none is set`,
        `set \`resources: { requests: { ${name}: … } }\``,
      ),
    ),
  ];
};

type Rollout = NonNullable<ServiceSpec['rollout']>;

const ofStatefulSets = ['partition'];
const ofDeployments = ['maxSurge', 'progressDeadlineSeconds'];

/** Checks that the properties of `rollout` exist for the kind of object, a Deployment or a StatefulSet. */
export const rolloutFits: Rule = (spec) => {
  if (!isLongRunning(spec)) return [];
  const stateful = isStateful(spec);
  const { rollout = {} } = spec;
  const what = stateful ? 'StatefulSet' : 'Deployment';
  const managed = spec.kind === 'store' && spec.podManagement !== undefined && !stateful;
  const strange = Object.keys(rollout).filter((name) => (stateful ? ofDeployments : ofStatefulSets).includes(name));
  const unknown = stateful ? 'recreate' : 'onDelete';
  const frozen = !stateful && isZero(rollout.maxSurge) && isZero(rollout.maxUnavailable);
  const counts = ['maxSurge', 'maxUnavailable', 'partition'].filter(
    (name) => name in rollout && rollout.strategy !== undefined && rollout.strategy !== 'rolling',
  );
  return [
    ...(managed
      ? [invalid(['podManagement'], 'a Deployment has no `podManagement`', 'set `workload: statefulSet`')]
      : []),
    ...strange.map((name) => invalid(['rollout', name], `a ${what} has no \`${name}\``)),
    ...(rollout.strategy === unknown
      ? [invalid(['rollout', 'strategy'], `a ${what} has no strategy \`${unknown}\``)]
      : []),
    ...(frozen
      ? [
          {
            ...invalid(
              ['rollout', 'maxUnavailable'],
              '`maxSurge` and `maxUnavailable` are both 0, so an update could replace no pod',
              'set one of them to 1 or more',
            ),
            other: ['rollout', 'maxSurge'],
          },
        ]
      : []),
    ...counts.map((name) => invalid(['rollout', name], `\`${name}\` needs \`strategy: rolling\``)),
    ...(stateful ? [] : slowPods(rollout)),
  ];
};

/**
 * Reports pods that count as available only after their update has failed.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds
 */
function slowPods({ minReadySeconds = 0, progressDeadlineSeconds = 600 }: Rollout): RuleViolation[] {
  if (minReadySeconds < progressDeadlineSeconds) return [];
  const message = `\`minReadySeconds\` (${minReadySeconds}) must be less than the ${progressDeadlineSeconds} seconds of \`progressDeadlineSeconds\``;
  return [
    {
      ...invalid(
        ['rollout', 'minReadySeconds'],
        message,
        'raise `progressDeadlineSeconds`, or lower `minReadySeconds`',
      ),
      other: ['rollout', 'progressDeadlineSeconds'],
    },
  ];
}

function isZero(count: number | string | undefined): boolean {
  return count !== undefined && Number.parseInt(String(count), 10) === 0;
}
