import { JsonPatch } from 'cdk8s';
import { type Issue, TowpathError } from '../diagnostics';
import { valueAt } from '../environments/merge';
import { podCount } from '../kubernetes/deployment';
import { type FlowSpec, isLasting, isWorkload, mainContainerName, type WorkloadSpec } from '../spec/flow-spec';
import { callSite } from './call-site';
import type { Flow } from './flow';
import { flowIssue, notDeployedHere } from './flow-issue';
import type { ScalingTarget } from './plus-answers';

/** Whether the flow itself declares that the number of its pods follows its load. */
export function declaresAutoscaling(spec: FlowSpec | undefined): boolean {
  return valueAt(spec, ['autoscaling']) !== undefined;
}

/** What is wrong with an autoscaler over a flow. */
export function autoscalerIssues(flow: Flow): Issue[] {
  if (!flow.isValid) return [];
  const location = callSite()();
  const { spec } = flow;
  const { id } = flow.node;
  if (!isWorkload(spec)) return [notDeployedHere(flow, 'pods to scale', { location })];
  if (!isLasting(spec) || (spec.kind === 'store' && flow.object('deployment'))) {
    const hint = 'leave the autoscaler out';
    return [
      flowIssue(flow, 'not-scalable', `\`${id}\` is a ${spec.kind}, whose number of pods is fixed`, { hint, location }),
    ];
  }
  if (!flow.hasAutoscaler) return [];
  const [message, hint] = declaresAutoscaling(spec)
    ? [`\`${id}\` declares \`autoscaling\` and has an autoscaler beside it`, 'keep one of the two']
    : [`\`${id}\` has two autoscalers`, 'keep one of them, with the metrics of both'];
  return [flowIssue(flow, 'autoscaled-twice', message, { hint, location })];
}

/** Leaves the number of pods to an autoscaler, in the flow's Deployment, and gives the spec that says so too. */
export function withoutReplicas(flow: Flow): FlowSpec | undefined {
  if (!flow.isValid) return undefined;
  const { spec } = flow;
  if (!isLasting(spec)) return spec;
  workload(flow)?.addJsonPatch(JsonPatch.remove('/spec/replicas'));
  const { replicas: _, ...rest } = spec;
  return Object.freeze(rest as FlowSpec);
}

/** What runs a flow's pods and can run more of them. */
function workload(flow: Flow) {
  return flow.object('deployment') ?? flow.object('statefulSet');
}

/**
 * What an autoscaler of cdk8s-plus writes down and checks: that the target's number of pods is
 * not fixed and, where it has no metrics, that some container says resources.
 * @throws TowpathError `not-deployed-here` for a flow that is external
 */
export function toScalingTarget(flow: Flow): ScalingTarget {
  const { spec } = flow;
  const object = workload(flow);
  if (!isLasting(spec) || !object) throw new TowpathError([notDeployedHere(flow, 'pods to scale')]);
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

/** As much of a container of cdk8s-plus as it reads of a target's. */
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
