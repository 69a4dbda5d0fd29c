import { autoscalingOf } from '../../spec/autoscaling';
import { isLongRunning, type WorkloadSpec } from '../../spec/flow-spec';

/** How many containers of a flow run: what an autoscaler would start with, or the number that is set. */
export function replicasOf(spec: WorkloadSpec): number {
  if (!isLongRunning(spec)) return 1;
  const autoscaling = autoscalingOf(spec);
  return autoscaling ? (autoscaling.min ?? 1) : (spec.replicas ?? 1);
}
