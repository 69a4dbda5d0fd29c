import type { WorkloadSpec } from '../spec/flow-spec';
import { compact } from './manifest';

/**
 * The pod's security context: what the "restricted" standard asks for, and the user and groups.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function podSecurityContext(spec: WorkloadSpec): object | undefined {
  const hasVolume = spec.kind === 'store' && spec.volume !== undefined;
  const context = compact({
    ...(spec.security === 'restricted' && {
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    }),
    runAsUser: spec.user,
    runAsGroup: spec.group,
    ...(hasVolume && {
      fsGroup: spec.group ?? spec.user,
      // Else the kubelet walks through the whole volume at each start.
      fsGroupChangePolicy: (spec.group ?? spec.user) === undefined ? undefined : 'OnRootMismatch',
    }),
  });
  return Object.keys(context).length > 0 ? context : undefined;
}

export function containerSecurityContext(spec: WorkloadSpec): object | undefined {
  if (spec.security !== 'restricted') return undefined;
  return { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
}
