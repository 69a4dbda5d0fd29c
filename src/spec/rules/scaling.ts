import { autoscalingOf, autoscalingTargets } from '../autoscaling';
import { isLasting, isStateful } from '../flow-spec';
import { exactlyOne, invalid, type Rule, warning } from './rule';

/** The numbers of pods fit each other. */
export const scalingFits: Rule = (spec) => {
  if (!isLasting(spec)) return [];
  const { disruption } = spec;
  const autoscaling = autoscalingOf(spec);
  const { min = 1, max = min } = autoscaling ?? {};
  const measured = autoscaling && autoscalingTargets(autoscaling);
  const unasked = (['cpu', 'memory'] as const).filter(
    (name) => measured?.[name] !== undefined && !spec.resources?.requests?.[name] && !spec.resources?.limits?.[name],
  );
  return [
    ...(disruption ? exactlyOne(['disruption'], 'the budget', disruption, ['minAvailable', 'maxUnavailable']) : []),
    ...(min > max ? [invalid(['autoscaling', 'max'], `at least ${min} pods are more than at most ${max}`)] : []),
    ...unasked.map((name) =>
      warning(
        'autoscaling-without-request',
        ['autoscaling', ...(autoscaling?.[name] === undefined ? [] : [name])],
        `the use of ${name} is measured against what is requested, and no ${name} is requested`,
        `say \`resources: { requests: { ${name}: … } }\``,
      ),
    ),
  ];
};

const ofStatefulSets = ['partition'];
const ofDeployments = ['maxSurge', 'progressDeadlineSeconds'];

/** What is said of an update fits the kind of object that carries it out. */
export const rolloutFits: Rule = (spec) => {
  if (!isLasting(spec)) return [];
  const stateful = isStateful(spec);
  const { rollout = {} } = spec;
  const what = stateful ? 'StatefulSet' : 'Deployment';
  const managed = spec.kind === 'store' && spec.podManagement !== undefined && !stateful;
  const strange = Object.keys(rollout).filter((name) => (stateful ? ofDeployments : ofStatefulSets).includes(name));
  const unknown = stateful ? 'recreate' : 'onDelete';
  const counts = ['maxSurge', 'maxUnavailable'].filter(
    (name) => name in rollout && rollout.strategy !== undefined && rollout.strategy !== 'rolling',
  );
  return [
    ...(managed
      ? [invalid(['podManagement'], 'a Deployment has no `podManagement`', 'say `workload: statefulSet`')]
      : []),
    ...strange.map((name) => invalid(['rollout', name], `a ${what} has no \`${name}\``)),
    ...(rollout.strategy === unknown
      ? [invalid(['rollout', 'strategy'], `a ${what} has no strategy \`${unknown}\``)]
      : []),
    ...counts.map((name) => invalid(['rollout', name], `\`${name}\` goes with \`strategy: rolling\` only`)),
  ];
};
