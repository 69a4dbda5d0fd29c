import { valueAt } from '../data/merge';
import type { Issue } from '../diagnostics';
import { type FlowSpec, isLongRunning, isStateful, isWorkload } from '../model/flow-spec';
import { callSite } from './call-site';
import type { DeclaredFlow } from './declared';
import { flowIssue, notDeployedHere } from './flow-issue';

/** Reports whether a flow sets its property `autoscaling`. */
export function declaresAutoscaling(spec: FlowSpec | undefined): boolean {
  return valueAt(spec, ['autoscaling']) !== undefined;
}

/** Returns the problems of an autoscaler construct that targets the flow. */
export function autoscalerIssues(flow: DeclaredFlow & { readonly hasAutoscaler: boolean }): Issue[] {
  if (!flow.isValid) return [];
  const location = callSite()();
  const { spec } = flow;
  const { id } = flow.node;
  if (!isWorkload(spec)) return [notDeployedHere(flow, 'pods to scale', { location })];
  if (!isLongRunning(spec) || (spec.kind === 'store' && !isStateful(spec))) {
    const hint = 'remove the autoscaler';
    return [
      flowIssue(flow, 'not-scalable', `\`${id}\` is a ${spec.kind}, whose number of pods is fixed`, { hint, location }),
    ];
  }
  if (!flow.hasAutoscaler) return [];
  const [message, hint] = declaresAutoscaling(spec)
    ? [`\`${id}\` sets \`autoscaling\` and is also the target of another autoscaler`, 'keep one of the two']
    : [`\`${id}\` has two autoscalers`, 'keep one of them, with the metrics of both'];
  return [flowIssue(flow, 'autoscaled-twice', message, { hint, location })];
}

/** Returns the spec without `replicas`, for a flow whose number of pods an autoscaler sets. */
export function withoutReplicas(spec: FlowSpec): FlowSpec {
  if (!isLongRunning(spec)) return spec;
  const { replicas: _, ...rest } = spec;
  return Object.freeze(rest as FlowSpec);
}
