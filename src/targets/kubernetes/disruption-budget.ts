import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import type { LongRunningSpec } from '../../model/flow-spec';
import type { NamingContext } from '../../model/naming';
import { manifest } from './fields';
import type { Manifest } from './manifest';
import { metadata } from './metadata';
import { selectorLabels } from './selector';

/** @see https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-budgets */
export function disruptionBudget(context: NamingContext, spec: LongRunningSpec): Manifest | undefined {
  if (!spec.disruption) return undefined;
  return manifest<PodDisruptionBudget>({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadata(context, spec, 'pdb'),
    spec: { ...spec.disruption, selector: { matchLabels: selectorLabels(context, spec.flow) } },
  });
}
