import type { ServiceSpec, WorkloadSpec } from './flow-spec';

export type AutoscalingSpec = NonNullable<ServiceSpec['autoscaling']>;

/** How the number of a flow's pods follows its load; undefined where that number is fixed. */
export function autoscalingOf(spec: WorkloadSpec): AutoscalingSpec | undefined {
  return 'autoscaling' in spec ? spec.autoscaling : undefined;
}

/** Wanted use in percent of what is requested. Kubernetes takes 80 of CPU when nothing is said; what counts should be seen. */
export function autoscalingTargets({
  cpu,
  memory,
}: AutoscalingSpec): Readonly<Record<'cpu' | 'memory', number | undefined>> {
  return { cpu: cpu ?? (memory === undefined ? 80 : undefined), memory };
}
