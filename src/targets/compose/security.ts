import { unlessEmpty, withoutUndefined } from '../../model/compact';
import type { WorkloadSpec } from '../../model/flow-spec';
import { volumeNames } from '../../model/mounts';
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
    security_opt: restricted ? ['no-new-privileges:true'] : undefined,
    privileged: container.privileged,
  });
}

/** The user and group of a process. A container that runs the flow's image has the flow's. */
function userText(spec: WorkloadSpec, container: ContainerSpec): string | undefined {
  const inherited: Pick<WorkloadSpec, 'user' | 'group'> = container.image ? {} : spec;
  const user = container.user ?? inherited.user;
  const group = container.group ?? inherited.group;
  if (user === undefined) return undefined;
  return group === undefined ? String(user) : `${user}:${group}`;
}

/** The group that owns the volumes of a flow: every process of the flow is in it. */
export function volumeGroup(spec: WorkloadSpec): number | undefined {
  return spec.fsGroup ?? (volumeNames(spec).length > 0 ? (spec.group ?? spec.user) : undefined);
}
