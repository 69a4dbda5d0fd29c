import { volumeTypes } from './allowed';
import { baseline, unmasked } from './baseline';
import { addsOnly, type Controls, isConfined, sharesUsers, volumesOf } from './control';
import type { Container, PodSpec, SecurityContext } from './pod';

/**
 * The "restricted" Pod Security Standard, as Kubernetes 1.37 enforces it. It has all controls of the baseline, some of
 * them stricter, and further controls.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export const restricted: Controls = {
  ...baseline,
  volumes: { pod: volumesOf((type) => volumeTypes.includes(type)) },
  procMount: { container: unmasked },
  // In a user namespace, root is an ordinary user of the host.
  runAsNonRoot: {
    pod: ({ spec = {} }) => sharesUsers(spec) && spec.securityContext?.runAsNonRoot === false && maybeRoot,
    container: (container, spec) => sharesUsers(spec) && runsAsAnyone(container, spec),
  },
  runAsUser: {
    pod: ({ spec = {} }) => sharesUsers(spec) && runsAsRoot(spec.securityContext),
    container: ({ securityContext }, spec) => sharesUsers(spec) && runsAsRoot(securityContext),
  },
  // Windows has none of these fields, so only the baseline applies there.
  allowPrivilegeEscalation: { container: (container, spec) => !isWindows(spec) && escalates(container) },
  seccompProfile: {
    ...baseline.seccompProfile,
    container: (container, spec) =>
      isWindows(spec) ? baseline.seccompProfile.container(container) : lacksSeccomp(container, spec),
  },
  capabilitiesDropped: { container: (container, spec) => !isWindows(spec) && keepsCapabilities(container) },
  capabilities: {
    container: (container, spec) =>
      isWindows(spec) ? baseline.capabilities.container(container) : addsOthers(container),
  },
};

const addsOthers = addsOnly(['NET_BIND_SERVICE']);

const isWindows = ({ os }: PodSpec) => os?.name === 'windows';

const runsAsRoot = (context: SecurityContext | undefined) => context?.runAsUser === 0 && 'sets runAsUser to 0';

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
