import type { PodSecurityContext, SecurityContext } from 'kubernetes-types/core/v1';
import { unlessEmpty } from '../../model/compact';
import type { InitContainerSpec, SidecarSpec, WorkloadSpec } from '../../model/flow-spec';
import { volumeNames } from '../../model/mounts';
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
 * The pod-wide settings: the groups of files. User and privileges are set for each container, so that containers that
 * others inject keep their own.
 */
export function podSecurityContext(spec: WorkloadSpec): Fields<PodSecurityContext> | undefined {
  const fsGroup = spec.fsGroup ?? (volumeNames(spec).length > 0 ? (spec.group ?? spec.user) : undefined);
  return unlessEmpty(
    fields<PodSecurityContext>({
      fsGroup,
      // Otherwise the kubelet changes every file of the volume at each start.
      fsGroupChangePolicy: fsGroup === undefined ? undefined : 'OnRootMismatch',
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
  const { capabilities, ...profile } = { capabilities: undefined, ...profiles[spec.security ?? 'none'] };
  return unlessEmpty(
    fields<SecurityContext>({
      ...profile,
      runAsUser: settings.user ?? inherited.user,
      runAsGroup: settings.group ?? inherited.group,
      capabilities: unlessEmpty({ ...capabilities, ...settings.capabilities }),
      readOnlyRootFilesystem: settings.readOnlyRoot,
      privileged: settings.privileged,
    }),
  );
}
