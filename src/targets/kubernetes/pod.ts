import type { PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { unlessEmpty } from '../../model/compact';
import type { WorkloadSpec } from '../../model/flow-spec';
import { nameOf } from '../../model/named-resource';
import { templateName } from '../../model/naming';
import { containers } from './container';
import { type Fields, fields } from './fields';
import type { FlowContext } from './flow-context';
import { podLabels } from './labels';
import { podPlacement } from './placement';
import { podSecurityContext } from './security';
import { serviceAccountName } from './service-account';
import { podVolumes } from './volumes';

type Texts = Readonly<Record<string, string>>;

/** The pod template of a flow. @see https://kubernetes.io/docs/concepts/workloads/pods/#pod-templates */
export function podTemplate(context: FlowContext, spec: WorkloadSpec): Fields<PodTemplateSpec> {
  const content = context.configAnnotation?.(spec);
  return {
    metadata: unlessEmpty(
      fields<ObjectMeta>({
        name: templateName(context, spec.flow, 'pod'),
        labels: unlessEmpty(podLabels(context, spec)),
        annotations: unlessEmpty({ ...content, ...(spec.podAnnotations as Texts | undefined) }),
      }),
    ),
    spec: podSpec(context, spec),
  };
}

function podSpec(context: FlowContext, spec: WorkloadSpec): Fields<PodSpec> {
  const { policy, ...dnsConfig } = spec.dns ?? {};
  return fields<PodSpec>({
    serviceAccountName: serviceAccountName(context, spec),
    automountServiceAccountToken: spec.serviceAccountToken,
    enableServiceLinks: spec.serviceLinks,
    imagePullSecrets: spec.pullSecrets?.map((secret) => ({ name: nameOf(secret) })),
    restartPolicy: 'restartPolicy' in spec ? spec.restartPolicy : undefined,
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds,
    securityContext: podSecurityContext(spec),
    runtimeClassName: spec.runtimeClass,
    dnsPolicy: policy,
    dnsConfig: unlessEmpty(dnsConfig),
    hostAliases:
      spec.hostAliases && Object.entries(spec.hostAliases).map(([ip, hosts]) => ({ ip, hostnames: hosts ?? [] })),
    volumes: podVolumes(context, spec),
    ...containers(spec),
    ...podPlacement(context, spec),
  });
}
