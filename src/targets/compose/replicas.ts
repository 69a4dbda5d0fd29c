import { autoscalingOf } from '../../model/autoscaling';
import { isLongRunning, type WorkloadSpec } from '../../model/flow-spec';

/** How many containers of a flow run: what an autoscaler would start with, or the number that is set. */
export function replicasOf(spec: WorkloadSpec): number {
  if (!isLongRunning(spec)) return 1;
  const autoscaling = autoscalingOf(spec);
  return autoscaling ? (autoscaling.min ?? 1) : (spec.replicas ?? 1);
}
