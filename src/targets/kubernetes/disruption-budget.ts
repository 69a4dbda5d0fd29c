import type { LongRunningSpec } from '../../model/flow-spec';
import type { NamingContext } from '../../model/naming';
import type { Manifest } from './manifest';
import { metadata } from './metadata';
import { selectorLabels } from './selector';

/** @see https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets */
export function disruptionBudget(context: NamingContext, spec: LongRunningSpec): Manifest | undefined {
  if (!spec.disruption) return undefined;
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata(context, spec, 'pdb'),
    spec: { ...spec.disruption, selector: { matchLabels: selectorLabels(context, spec.flow) } },
  };
}
