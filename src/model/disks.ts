import { isStateful, type WorkloadSpec } from './flow-spec';
import { ownVolumeName } from './mounts';

/** A disk that belongs to one flow. It becomes a PersistentVolumeClaim. */
export interface DiskSpec {
  /** The name of the volume in the pod. */
  readonly volume: string;
  readonly size: string;
  readonly storageClass?: string | undefined;
  readonly accessMode: string;
  /** The pattern for the name of the claim. Absent if the claim has its default name. */
  readonly claimName?: string | undefined;
}

/** Returns the disks that belong to a flow. The `volume` of a store comes first. */
export function disksOf(spec: WorkloadSpec): DiskSpec[] {
  const own = spec.kind === 'store' && spec.volume ? [[ownVolumeName, spec.volume] as const] : [];
  return [...own, ...Object.entries(spec.volumes ?? {})].flatMap(([volume, settings]) => {
    if (settings?.size === undefined) return [];
    const { size, storageClass, accessMode = 'ReadWriteOnce', claimName } = settings;
    return [{ volume, size, storageClass, accessMode, claimName }];
  });
}

/** Reports whether all pods of the flow share a disk that only one node can mount. */
export function hasOneWriter(spec: WorkloadSpec): boolean {
  if (isStateful(spec)) return false;
  return disksOf(spec).some(({ accessMode }) => accessMode.startsWith('ReadWriteOnce'));
}
