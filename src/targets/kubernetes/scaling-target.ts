import { JsonPatch } from 'cdk8s';
import type { DeclaredFlow } from '../../applications/declared';
import { notDeployedHere } from '../../applications/flow-issue';
import type { ScalingTarget } from '../../applications/plus-answers';
import { TowpathError } from '../../diagnostics';
import { isLongRunning, mainContainerName, type WorkloadSpec } from '../../model/flow-spec';
import { markOwnPatch } from './built-objects';
import { podCount } from './deployment';

/** Removes the replicas from the flow's workload, because an autoscaler sets them. */
export function removeReplicas(flow: DeclaredFlow): void {
  if (!flow.isValid || !isLongRunning(flow.spec)) return;
  const patch = JsonPatch.remove('/spec/replicas');
  markOwnPatch(patch);
  workload(flow)?.addJsonPatch(patch);
}

/** The Deployment or StatefulSet of a flow. */
function workload(flow: DeclaredFlow) {
  return flow.object('deployment') ?? flow.object('statefulSet');
}

/**
 * A flow as the target of an autoscaler of cdk8s-plus, which checks that the replicas are not fixed and that, without
 * metrics, a container sets resources.
 * @throws TowpathError `not-deployed-here` for an external flow
 */
export function scalingTarget(flow: DeclaredFlow): ScalingTarget {
  const { spec } = flow;
  const object = workload(flow);
  if (!isLongRunning(spec) || !object) throw new TowpathError([notDeployedHere(flow, 'pods to scale')]);
  const { kind, apiVersion, name } = object;
  const replicas = podCount(spec);
  return {
    kind,
    apiVersion,
    name,
    containers: [container(spec) as never],
    ...(replicas !== undefined && { replicas }),
  };
}

/** The fields that cdk8s-plus reads of a target's containers. */
function container(spec: WorkloadSpec): object {
  const { resources } = spec;
  const cpu = (amount: string | undefined) => amount && { amount };
  const memory = (size: string | undefined) => size && { asString: () => size };
  return {
    name: mainContainerName(spec),
    resources: {
      cpu: { request: cpu(resources?.requests?.cpu), limit: cpu(resources?.limits?.cpu) },
      memory: { request: memory(resources?.requests?.memory), limit: memory(resources?.limits?.memory) },
    },
  };
}
