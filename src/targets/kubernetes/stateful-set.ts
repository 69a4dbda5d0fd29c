import type { StatefulSet, StatefulSetSpec } from 'kubernetes-types/apps/v1';
import { unlessEmpty } from '../../model/compact';
import type { StoreSpec } from '../../model/flow-spec';
import { governingService } from '../../model/services';
import { claimTemplates } from './claim';
import { podCount } from './deployment';
import { fields, manifest } from './fields';
import type { FlowContext } from './flow-context';
import type { Manifest } from './manifest';
import { metadata } from './metadata';
import { podTemplate } from './pod';
import { updateFields, updateStrategy } from './rollout';
import { selectorLabels } from './selector';
import { serviceName } from './service';

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/ */
export function statefulSet(context: FlowContext, spec: StoreSpec): Manifest {
  return manifest<StatefulSet>({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: metadata(context, spec, 'statefulSet'),
    spec: fields<StatefulSetSpec>({
      serviceName: serviceName(context, spec, governingService(spec)),
      replicas: podCount(spec),
      podManagementPolicy: spec.podManagement,
      ...updateFields(spec),
      selector: { matchLabels: selectorLabels(context, spec.flow) },
      updateStrategy: updateStrategy(spec),
      template: podTemplate(context, spec),
      volumeClaimTemplates: unlessEmpty(claimTemplates(context, spec)),
    }),
  });
}
