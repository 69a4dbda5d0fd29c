import type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerBehavior,
  HorizontalPodAutoscalerSpec,
  MetricSpec,
} from 'kubernetes-types/autoscaling/v2';
import { type AutoscalingSpec, autoscalingTargets } from '../../model/autoscaling';
import { unlessEmpty } from '../../model/compact';
import type { ServiceSpec, WorkerSpec } from '../../model/flow-spec';
import { type ListOrder, orderedKeys } from '../../model/list-order';
import { type NamingContext, objectName } from '../../model/naming';
import { type Fields, fields, manifest } from './fields';
import type { Manifest } from './manifest';
import { metadata } from './metadata';

/** @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/ */
export function autoscaler(context: NamingContext, spec: ServiceSpec | WorkerSpec): Manifest | undefined {
  if (!spec.autoscaling) return undefined;
  const { min, max, scaleUp, scaleDown } = spec.autoscaling;
  return manifest<HorizontalPodAutoscaler>({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata(context, spec, 'hpa'),
    spec: fields<HorizontalPodAutoscalerSpec>({
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: objectName(context, spec.flow, 'deployment') },
      minReplicas: min,
      maxReplicas: max,
      metrics: metrics(spec.autoscaling, spec.listOrder),
      behavior: unlessEmpty(fields<HorizontalPodAutoscalerBehavior>({ scaleUp, scaleDown })),
    }),
  });
}

/** The metrics of CPU and memory. They stand in the order of their keys, which `order` decides. */
function metrics(autoscaling: AutoscalingSpec, order: ListOrder): Fields<MetricSpec>[] {
  const targets = autoscalingTargets(autoscaling);
  return orderedKeys({ ...autoscaling, ...targets }, order).flatMap((name) => {
    const percent = name === 'cpu' || name === 'memory' ? targets[name] : undefined;
    return percent === undefined ? [] : [metric(name, percent)];
  });
}

function metric(name: string, averageUtilization: number): Fields<MetricSpec> {
  return { type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } };
}
