import type { Issue } from '../diagnostics';
import { valueAt } from '../environments/merge';
import { type FlowSpec, isLasting, isStateful, isWorkload } from '../spec/flow-spec';
import { callSite } from './call-site';
import type { DeclaredFlow } from './declared';
import { flowIssue, notDeployedHere } from './flow-issue';

/** Whether the flow itself declares that the number of its pods follows its load. */
export function declaresAutoscaling(spec: FlowSpec | undefined): boolean {
  return valueAt(spec, ['autoscaling']) !== undefined;
}

/** What is wrong with an autoscaler over a flow. */
export function autoscalerIssues(flow: DeclaredFlow & { readonly hasAutoscaler: boolean }): Issue[] {
  if (!flow.isValid) return [];
  const location = callSite()();
  const { spec } = flow;
  const { id } = flow.node;
  if (!isWorkload(spec)) return [notDeployedHere(flow, 'pods to scale', { location })];
  if (!isLasting(spec) || (spec.kind === 'store' && !isStateful(spec))) {
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

/** The spec of a flow whose number of pods an autoscaler sets. */
export function withoutReplicas(spec: FlowSpec): FlowSpec {
  if (!isLasting(spec)) return spec;
  const { replicas: _, ...rest } = spec;
  return Object.freeze(rest as FlowSpec);
}
