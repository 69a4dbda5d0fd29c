import { autoscalingOf } from '../../model/autoscaling';
import { isLongRunning, type WorkloadSpec } from '../../model/flow-spec';

/** The number of containers of a flow: the number that is set, or the one that an autoscaler would start with. */
export function replicasOf(spec: WorkloadSpec): number {
  if (!isLongRunning(spec)) return 1;
  const autoscaling = autoscalingOf(spec);
  return autoscaling ? (autoscaling.min ?? 1) : (spec.replicas ?? 1);
}
