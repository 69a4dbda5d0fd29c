import type { Deployment, DeploymentSpec } from 'kubernetes-types/apps/v1';
import type { LongRunningSpec } from '../../model/flow-spec';
import { fields, manifest } from './fields';
import type { FlowContext } from './flow-context';
import type { Manifest } from './manifest';
import { metadata } from './metadata';
import { podTemplate } from './pod';
import { updateFields, updateStrategy } from './rollout';
import { selectorLabels } from './selector';

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/ */
export function deployment(context: FlowContext, spec: LongRunningSpec): Manifest {
  return manifest<Deployment>({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(context, spec, 'deployment'),
    spec: fields<DeploymentSpec>({
      replicas: podCount(spec),
      progressDeadlineSeconds: spec.rollout?.progressDeadlineSeconds,
      selector: { matchLabels: selectorLabels(context, spec.flow) },
      strategy: updateStrategy(spec),
      template: podTemplate(context, spec),
      ...updateFields(spec),
    }),
  });
}

/**
 * The number of pods to write, or undefined if an autoscaler decides it. A written number would undo the autoscaler's
 * choice at each deploy.
 */
export function podCount(spec: LongRunningSpec): number | undefined {
  if (spec.kind === 'store') return spec.replicas ?? 1;
  return spec.autoscaling ? undefined : spec.replicas;
}
