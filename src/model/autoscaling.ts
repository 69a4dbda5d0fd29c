import type { ServiceSpec, WorkloadSpec } from './flow-spec';

export type AutoscalingSpec = NonNullable<ServiceSpec['autoscaling']>;

/** Returns the autoscaling of a flow, or undefined if its number of pods is fixed. */
export function autoscalingOf(spec: WorkloadSpec): AutoscalingSpec | undefined {
  return 'autoscaling' in spec ? spec.autoscaling : undefined;
}

/** Returns the target use of CPU and memory, in percent of the requests. Like Kubernetes, it defaults to 80 for CPU. */
export function autoscalingTargets({
  cpu,
  memory,
}: AutoscalingSpec): Readonly<Record<'cpu' | 'memory', number | undefined>> {
  return { cpu: cpu ?? (memory === undefined ? 80 : undefined), memory };
}
