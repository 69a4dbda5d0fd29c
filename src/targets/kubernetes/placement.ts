import type {
  Affinity,
  NodeAffinity,
  NodeSelectorRequirement,
  PodAffinity,
  PodSpec,
  TopologySpreadConstraint,
} from 'kubernetes-types/core/v1';
import { ownValue } from '../../data/merge';
import { topologies } from '../../kubernetes/topologies';
import { unlessEmpty } from '../../model/compact';
import type { WorkloadSpec } from '../../model/flow-spec';
import { type Fields, fields } from './fields';
import type { FlowContext } from './flow-context';
import { selectorLabels } from './selector';

type Placement = NonNullable<WorkloadSpec['placement']>;
type Neighbour = NonNullable<Placement['near']>[number];
type NodeCondition = NonNullable<Placement['nodes']>[number];
type PlacementFields = Pick<
  PodSpec,
  'nodeSelector' | 'affinity' | 'tolerations' | 'topologySpreadConstraints' | 'priorityClassName' | 'schedulerName'
>;

/** The fields of a pod that decide on which nodes it may run. */
export function podPlacement(context: FlowContext, spec: WorkloadSpec): Fields<PlacementFields> {
  const { nodeSelector, nodes, tolerations, spread, near, apart, priorityClass, scheduler } = spec.placement ?? {};
  return {
    nodeSelector: unlessEmpty(nodeSelector as Readonly<Record<string, string>> | undefined),
    affinity: unlessEmpty(
      fields<Affinity>({
        nodeAffinity: nodes && nodeAffinity(nodes),
        podAffinity: near && podAffinity(context, spec, near),
        podAntiAffinity: apart && podAffinity(context, spec, apart),
      }),
    ),
    tolerations,
    topologySpreadConstraints: spread?.map(
      ({ topology, maxSkew = 1, whenUnsatisfiable = 'ScheduleAnyway', minDomains }) =>
        fields<TopologySpreadConstraint>({
          maxSkew,
          minDomains,
          topologyKey: ownValue(topologies, topology) ?? topology,
          whenUnsatisfiable,
          labelSelector: { matchLabels: selectorLabels(context, spec.flow) },
        }),
    ),
    priorityClassName: priorityClass,
    schedulerName: scheduler,
  };
}

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity */
function nodeAffinity(conditions: readonly NodeCondition[]): Fields<NodeAffinity> {
  const term = ({ key, operator, values }: NodeCondition) => fields<NodeSelectorRequirement>({ key, operator, values });
  const required = conditions.filter(({ weight }) => weight === undefined);
  const wished = conditions.filter(({ weight }) => weight !== undefined);
  return fields<NodeAffinity>({
    requiredDuringSchedulingIgnoredDuringExecution:
      required.length > 0 ? { nodeSelectorTerms: [{ matchExpressions: required.map(term) }] } : undefined,
    preferredDuringSchedulingIgnoredDuringExecution: unlessEmpty(
      wished.map((wish) => ({ weight: wish.weight, preference: { matchExpressions: [term(wish)] } })),
    ),
  });
}

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#inter-pod-affinity-and-anti-affinity */
function podAffinity(context: FlowContext, spec: WorkloadSpec, neighbours: readonly Neighbour[]): Fields<PodAffinity> {
  const term = ({ flow = spec.flow, topology, podLabels }: Neighbour) => {
    const own = { ...selectorLabels(context, flow), ...podLabels };
    return {
      labelSelector: { matchLabels: flow === spec.flow ? own : selectorLater(context, flow, podLabels) },
      topologyKey: ownValue(topologies, topology) ?? topology,
    };
  };
  return fields<PodAffinity>({
    requiredDuringSchedulingIgnoredDuringExecution: unlessEmpty(
      neighbours.filter(({ weight }) => weight === undefined).map(term),
    ),
    preferredDuringSchedulingIgnoredDuringExecution: unlessEmpty(
      neighbours
        .filter(({ weight }) => weight !== undefined)
        .map((wish) => ({ weight: wish.weight, podAffinityTerm: term(wish) })),
    ),
  });
}

/** The selector of another flow, which is computed when the object is written, because the flow may be declared later. */
function selectorLater(context: FlowContext, flow: string, podLabels: Neighbour['podLabels']): Record<string, string> {
  const selector = () => context.selectorOf?.(flow) ?? selectorLabels(context, flow);
  const later = { resolve: () => ({ ...selector(), ...podLabels }) };
  return later as unknown as Record<string, string>;
}
