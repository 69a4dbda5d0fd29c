import { unlessEmpty, withoutUndefined } from '../../model/compact';
import type { WorkloadSpec } from '../../model/flow-spec';
import { containers } from './container';
import type { FlowContext } from './flow-context';
import { podLabels } from './labels';
import { podPlacement } from './placement';
import { podSecurityContext } from './security';
import { serviceAccountName } from './service-account';
import { podVolumes } from './volumes';

/** The pod template of a flow. @see https://kubernetes.io/docs/concepts/workloads/pods/#pod-templates */
export function podTemplate(context: FlowContext, spec: WorkloadSpec): object {
  const content = context.configAnnotation?.(spec);
  return {
    metadata: withoutUndefined({
      labels: unlessEmpty(podLabels(context, spec)),
      annotations: unlessEmpty({ ...content, ...spec.podAnnotations }),
    }),
    spec: podSpec(context, spec),
  };
}

function podSpec(context: FlowContext, spec: WorkloadSpec): object {
  const { policy, ...dnsConfig } = spec.dns ?? {};
  return withoutUndefined({
    serviceAccountName: serviceAccountName(context, spec),
    automountServiceAccountToken: spec.serviceAccountToken,
    enableServiceLinks: spec.serviceLinks,
    imagePullSecrets: spec.pullSecrets?.map((name) => ({ name })),
    restartPolicy: 'restartPolicy' in spec ? spec.restartPolicy : undefined,
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds,
    securityContext: podSecurityContext(spec),
    ...podPlacement(context, spec),
    runtimeClassName: spec.runtimeClass,
    dnsPolicy: policy,
    dnsConfig: unlessEmpty(dnsConfig),
    hostAliases: spec.hostAliases && Object.entries(spec.hostAliases).map(([ip, hostnames]) => ({ ip, hostnames })),
    ...containers(spec),
    volumes: podVolumes(context, spec),
  });
}
