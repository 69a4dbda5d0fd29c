import { isStateful, type WorkloadSpec } from './flow-spec';
import { ownVolumeName } from './mounts';

/** A disk of the flow's own: a claim that is made for it. */
export interface DiskSpec {
  /** Name of the volume within the pod. */
  readonly volume: string;
  readonly size: string;
  readonly storageClass?: string | undefined;
  readonly accessMode: string;
}

/** The disks that a flow claims for itself; a store's own one first. */
export function disksOf(spec: WorkloadSpec): DiskSpec[] {
  const own = spec.kind === 'store' && spec.volume ? [[ownVolumeName, spec.volume] as const] : [];
  return [...own, ...Object.entries(spec.volumes ?? {})].flatMap(([volume, said]) => {
    if (said?.size === undefined) return [];
    const { size, storageClass, accessMode = 'ReadWriteOnce' } = said;
    return [{ volume, size, storageClass, accessMode }];
  });
}

/** Whether all pods of the flow share a disk that only one node may write to. */
export function hasOneWriter(spec: WorkloadSpec): boolean {
  if (isStateful(spec)) return false;
  return disksOf(spec).some(({ accessMode }) => accessMode.startsWith('ReadWriteOnce'));
}
