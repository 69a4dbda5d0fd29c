import type { PodSecurityContext, SeccompProfile, SecurityContext } from 'kubernetes-types/core/v1';
import { unlessEmpty } from '../../model/compact';
import type { InitContainerSpec, SidecarSpec, WorkloadSpec } from '../../model/flow-spec';
import { volumeGroup } from '../../model/volume-group';
import { type Fields, fields } from './fields';

/** The container fields that the "restricted" standard requires. */
export const restrictedContainer: Fields<SecurityContext> = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** The pod fields that towpath sets for each profile. */
const profiles: Readonly<Record<string, Fields<SecurityContext>>> = {
  restricted: restrictedContainer,
  baseline: { seccompProfile: { type: 'RuntimeDefault' } },
  none: {},
};

/**
 * The settings of the pod: the groups of files, and those of `podSecurity`. Other settings are written for each container,
 * so that containers that others inject keep their own.
 */
export function podSecurityContext(spec: WorkloadSpec): Fields<PodSecurityContext> | undefined {
  const { user, group, nonRoot, seccompProfile, fsGroupChangePolicy = 'OnRootMismatch' } = spec.podSecurity ?? {};
  const fsGroup = volumeGroup(spec);
  return unlessEmpty(
    fields<PodSecurityContext>({
      runAsUser: user,
      runAsGroup: group,
      runAsNonRoot: nonRoot,
      seccompProfile: seccompProfile && profileFields(seccompProfile),
      fsGroup,
      // Otherwise the kubelet changes every file of the volume at each start.
      fsGroupChangePolicy: fsGroup !== undefined && fsGroupChangePolicy !== 'Always' ? fsGroupChangePolicy : undefined,
      supplementalGroups: spec.supplementalGroups,
    }),
  );
}

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export function containerSecurityContext(
  spec: WorkloadSpec,
  settings: WorkloadSpec | SidecarSpec | InitContainerSpec,
): Fields<SecurityContext> | undefined {
  // A container with the flow's image also gets the flow's user.
  const inherited: Pick<WorkloadSpec, 'user' | 'group'> = settings.image ? {} : spec;
  const { nonRoot, seccompProfile, allowPrivilegeEscalation } = settings;
  const profile = profiles[spec.security ?? 'none'] ?? {};
  return unlessEmpty(
    fields<SecurityContext>({
      allowPrivilegeEscalation: allowPrivilegeEscalation ?? profile.allowPrivilegeEscalation,
      runAsNonRoot: nonRoot ?? profile.runAsNonRoot,
      seccompProfile: seccompProfile === undefined ? profile.seccompProfile : profileFields(seccompProfile),
      runAsUser: settings.user ?? inherited.user,
      runAsGroup: settings.group ?? inherited.group,
      capabilities: unlessEmpty({ ...profile.capabilities, ...settings.capabilities }),
      readOnlyRootFilesystem: settings.readOnlyRoot,
      privileged: settings.privileged,
    }),
  );
}

type Seccomp = NonNullable<WorkloadSpec['seccompProfile']>;

function profileFields(profile: Seccomp): Fields<SeccompProfile> {
  return typeof profile === 'object' ? { type: 'Localhost', localhostProfile: profile.localhost } : { type: profile };
}
