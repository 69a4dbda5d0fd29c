import { unlessEmpty, withoutUndefined } from '../../model/compact';
import type { InitContainerSpec, SidecarSpec, WorkloadSpec } from '../../model/flow-spec';
import { volumeNames } from '../../model/mounts';

/** What the "restricted" standard asks of each container. */
export const restrictedContainer = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** What a pod of a profile says of itself without being asked. */
const profiles = {
  restricted: restrictedContainer,
  baseline: { seccompProfile: { type: 'RuntimeDefault' } },
  none: {},
};

/**
 * What concerns all containers of the pod: the groups of its files. Users and rights are
 * said container by container, so that what others inject into the pod keeps its own.
 */
export function podSecurityContext(spec: WorkloadSpec): object | undefined {
  const fsGroup = spec.fsGroup ?? (volumeNames(spec).length > 0 ? (spec.group ?? spec.user) : undefined);
  return unlessEmpty(
    withoutUndefined({
      fsGroup,
      // Else the kubelet walks through the whole volume at each start.
      fsGroupChangePolicy: fsGroup === undefined ? undefined : 'OnRootMismatch',
      supplementalGroups: spec.supplementalGroups,
    }),
  );
}

/** @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export function containerSecurityContext(
  spec: WorkloadSpec,
  settings: WorkloadSpec | SidecarSpec | InitContainerSpec,
): object | undefined {
  // A container that runs the flow's image has the flow's user, too.
  const inherited: Pick<WorkloadSpec, 'user' | 'group'> = settings.image ? {} : spec;
  const { capabilities, ...profile } = { capabilities: undefined, ...profiles[spec.security ?? 'none'] };
  return unlessEmpty(
    withoutUndefined({
      ...profile,
      runAsUser: settings.user ?? inherited.user,
      runAsGroup: settings.group ?? inherited.group,
      capabilities: unlessEmpty({ ...capabilities, ...settings.capabilities }),
      readOnlyRootFilesystem: settings.readOnlyRoot,
      privileged: settings.privileged,
    }),
  );
}
