import type { WorkloadSpec } from './flow-spec';
import { volumeNames } from './mounts';

/** Returns the group that owns the volumes of a flow; undefined if none does. Every process of the flow is in it. */
export function volumeGroup(spec: WorkloadSpec): number | undefined {
  if (spec.fsGroup !== undefined) return spec.fsGroup === false ? undefined : spec.fsGroup;
  return volumeNames(spec).length > 0 ? (spec.group ?? spec.user) : undefined;
}
