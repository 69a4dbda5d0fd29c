import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { areEqual, filled } from '../values';

/** An autoscaler as the model says it; undefined if it uses other metrics than the use of CPU and memory. */
export function readAutoscaler({ apiVersion, spec }: Fields): Fields | undefined {
  const { minReplicas, maxReplicas, metrics, behavior } = fieldsOf(spec);
  const targets = itemsOf(metrics).map((metric) => {
    const { name, target } = fieldsOf(metric.resource);
    const { type, averageUtilization } = fieldsOf(target);
    const isKnown = type === 'Utilization' && (name === 'cpu' || name === 'memory');
    return isKnown ? ([name, averageUtilization] as const) : undefined;
  });
  if (apiVersion !== 'autoscaling/v2' || targets.length === 0 || targets.includes(undefined)) return undefined;
  const { scaleUp, scaleDown } = fieldsOf(behavior);
  return filled({
    min: minReplicas,
    max: maxReplicas,
    ...Object.fromEntries(targets as (readonly [string, unknown])[]),
    scaleUp,
    scaleDown,
  });
}

/** A PodDisruptionBudget as the model says it; undefined if it selects other pods. */
export function readBudget({ spec }: Fields, selector: Fields): Fields | undefined {
  const { selector: own, ...disruption } = fieldsOf(spec);
  return areEqual(own, { matchLabels: selector }) ? disruption : undefined;
}
