import { volumeTypes } from './allowed';
import { baseline, unmasked } from './baseline';
import { addsOnly, type Controls, isConfined, onPodAndContainers, volumesOf } from './control';
import type { Container, PodSpec } from './pod';

/**
 * The "restricted" Pod Security Standard, as Kubernetes 1.37 enforces it. It has all controls of the baseline, some of
 * them stricter, and further controls.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function restricted(spec: PodSpec): Controls {
  const standard = baseline(spec);
  return {
    ...standard,
    volumes: { pod: volumesOf((type) => volumeTypes.includes(type)) },
    procMount: { container: unmasked },
    // In a user namespace, root is an ordinary user of the host.
    ...(spec.hostUsers !== false && {
      runAsNonRoot: { pod: () => spec.securityContext?.runAsNonRoot === false && maybeRoot, container: runsAsAnyone },
      runAsUser: onPodAndContainers((context) => context?.runAsUser === 0 && 'sets runAsUser to 0'),
    }),
    // These three controls do not apply to Windows.
    ...(spec.os?.name !== 'windows' && {
      allowPrivilegeEscalation: { container: escalates },
      seccompProfile: { ...standard.seccompProfile, container: lacksSeccomp },
      capabilitiesDropped: { container: keepsCapabilities },
      capabilities: { container: addsOnly(['NET_BIND_SERVICE']) },
    }),
  };
}

const maybeRoot = 'does not set runAsNonRoot to true';

function runsAsAnyone({ securityContext: own }: Container, { securityContext: all }: PodSpec) {
  return (own?.runAsNonRoot ?? all?.runAsNonRoot) !== true && maybeRoot;
}

function escalates({ securityContext: own }: Container) {
  return own?.allowPrivilegeEscalation !== false && 'does not set allowPrivilegeEscalation to false';
}

function lacksSeccomp({ securityContext: own }: Container, { securityContext: all }: PodSpec) {
  const profile = own?.seccompProfile ?? all?.seccompProfile;
  return !(profile && isConfined(profile)) && 'does not set seccompProfile to RuntimeDefault or Localhost';
}

function keepsCapabilities({ securityContext: own }: Container) {
  return !own?.capabilities?.drop?.includes('ALL') && 'does not drop the capabilities ALL';
}
