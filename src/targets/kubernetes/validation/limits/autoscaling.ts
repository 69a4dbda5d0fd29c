import {
  all,
  atLeast,
  between,
  chosenBy,
  fields,
  isAbsent,
  type Limit,
  type Limits,
  needs,
  notEmpty,
  oneOf,
  textThat,
  together,
} from './limit';
import { amount, positiveAmount, resourceName } from './quantities';
import { labelName, pathSegment } from './texts';

const apiVersion = textThat((text) => /^[^/]+\/[^/]*$/.test(text), 'a group and a version such as apps/v1');

/** A reference to the object that is scaled. It names an API group, such as `apps`. */
const scaled: Limit = all(needs('apiVersion'), fields({ apiVersion }));

const autoscaler = all(
  needs('maxReplicas'),
  fields({ minReplicas: atLeast(1), maxReplicas: atLeast(1), scaleTargetRef: scaled }),
  together(({ minReplicas, maxReplicas }, say) => {
    const least = minReplicas ?? 1;
    const isAbove = typeof least === 'number' && typeof maxReplicas === 'number' && least > maxReplicas;
    if (isAbove && maxReplicas >= 1) say(`at least \`minReplicas\`, ${least}`, ['maxReplicas']);
  }),
);

const reference = all(needs('kind', 'name'), fields({ kind: pathSegment, name: pathSegment }));

/** A metric has the source that its type names, and no other. */
const metric = chosenBy('type', {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
});

/** A source whose target has exactly one of several values, or at least one. */
function aims(names: readonly string[], most: 1 | 2 = 1): Limit {
  return together(({ target }, say) => {
    const count = names.filter((name) => !isAbsent((target as Record<string, unknown> | undefined)?.[name])).length;
    const words = names.map((name) => `\`${name}\``).join(' or ');
    if (count < 1) say(`a value for ${words}`, ['target']);
    if (count > most) say(`either ${words}`, ['target']);
  });
}

/** The conditions for autoscalers. */
export const autoscaling: Limits = {
  'api.autoscaling.v1.HorizontalPodAutoscalerSpec': all(
    autoscaler,
    fields({ targetCPUUtilizationPercentage: atLeast(1) }),
  ),
  'api.autoscaling.v1.CrossVersionObjectReference': reference,
  'api.autoscaling.v2.HorizontalPodAutoscalerSpec': autoscaler,
  'api.autoscaling.v2.CrossVersionObjectReference': reference,
  'api.autoscaling.v2.MetricSpec': all(needs('type'), metric),
  'api.autoscaling.v2.MetricIdentifier': all(needs('name'), fields({ name: pathSegment })),
  'api.autoscaling.v2.ResourceMetricSource': all(needs('name'), aims(['averageUtilization', 'averageValue'])),
  'api.autoscaling.v2.ContainerResourceMetricSource': all(
    needs('name', 'container'),
    fields({ name: resourceName, container: labelName }),
    aims(['averageUtilization', 'averageValue']),
  ),
  'api.autoscaling.v2.PodsMetricSource': aims(['averageValue']),
  'api.autoscaling.v2.ObjectMetricSource': aims(['value', 'averageValue'], 2),
  'api.autoscaling.v2.ExternalMetricSource': aims(['value', 'averageValue']),
  'api.autoscaling.v2.MetricTarget': all(
    needs('type'),
    fields({
      ...{ type: oneOf('Utilization', 'Value', 'AverageValue'), averageUtilization: atLeast(1) },
      ...{ value: positiveAmount, averageValue: positiveAmount },
    }),
  ),
  'api.autoscaling.v2.HPAScalingRules': fields({
    stabilizationWindowSeconds: between(0, 3600),
    policies: notEmpty('at least one policy'),
    selectPolicy: all(oneOf('Max', 'Min', 'Disabled'), notEmpty('a policy')),
    tolerance: amount,
  }),
  'api.autoscaling.v2.HPAScalingPolicy': all(
    needs('type'),
    fields({ type: oneOf('Pods', 'Percent'), value: atLeast(1), periodSeconds: between(1, 1800) }),
  ),
};
