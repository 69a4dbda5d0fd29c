import { unlessEmpty, withoutUndefined } from '../../model/compact';
import type { WorkloadSpec } from '../../model/flow-spec';
import { volumeGroup } from '../../model/volume-group';
import type { ContainerSpec } from './resources';

/** The user, the groups and the rights of a container. */
export function securityFields(spec: WorkloadSpec, container: ContainerSpec): object {
  const restricted = spec.security === 'restricted';
  const { add, drop = restricted ? ['ALL'] : undefined } = container.capabilities ?? {};
  const group = volumeGroup(spec);
  const groups = [...(group === undefined ? [] : [group]), ...(spec.supplementalGroups ?? [])];
  return withoutUndefined({
    user: userText(spec, container),
    group_add: unlessEmpty([...new Set(groups)].map(String)),
    read_only: container.readOnlyRoot,
    cap_add: add && unlessEmpty([...new Set(add)]),
    cap_drop: drop && unlessEmpty([...new Set(drop)]),
    security_opt: unlessEmpty(options(spec, container)),
    privileged: container.privileged,
  });
}

function options(spec: WorkloadSpec, container: ContainerSpec): string[] {
  const { allowPrivilegeEscalation = spec.security !== 'restricted' } = container;
  const { seccompProfile = spec.podSecurity?.seccompProfile } = container;
  return [
    ...(allowPrivilegeEscalation ? [] : ['no-new-privileges:true']),
    ...(seccompProfile === 'Unconfined' ? ['seccomp:unconfined'] : []),
  ];
}

/**
 * The user and group of the processes of a container. A container that runs the flow's image has those of the flow; any
 * other container has those of the pod.
 */
function userText(spec: WorkloadSpec, container: ContainerSpec): string | undefined {
  const inherited: Pick<WorkloadSpec, 'user' | 'group'> = container.image ? {} : spec;
  const user = container.user ?? inherited.user ?? spec.podSecurity?.user;
  const group = container.group ?? inherited.group ?? spec.podSecurity?.group;
  if (user === undefined) return undefined;
  return group === undefined ? String(user) : `${user}:${group}`;
}
