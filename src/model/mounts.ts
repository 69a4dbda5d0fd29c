import type { WorkloadSpec } from './flow-spec';

/** A volume that a container mounts. */
export interface MountSpec {
  readonly volume: string;
  readonly path: string;
  readonly readOnly?: boolean | undefined;
  readonly subPath?: string | undefined;
}

/** The name in the pod of the volume that a store sets as `volume`. */
export const ownVolumeName = 'data';

/** Returns the names of the volumes of a flow. */
export function volumeNames(spec: WorkloadSpec): string[] {
  const own = spec.kind === 'store' && spec.volume ? [ownVolumeName] : [];
  return [...own, ...Object.keys(spec.volumes ?? {})];
}

/** Returns the mounts of a container. The main container also mounts the volumes that have a `mountPath`. */
export function mountsOf(spec: WorkloadSpec, container: object): MountSpec[] {
  const { mounts = {} } = container as Pick<WorkloadSpec, 'mounts'>;
  const declaredMounts = Object.entries(mounts).map(([volume, mount]) => ({ volume, ...mount }) as MountSpec);
  if (container !== spec) return declaredMounts;
  const own = spec.kind === 'store' && spec.volume ? [{ volume: ownVolumeName, path: spec.volume.mountPath }] : [];
  const main = Object.entries(spec.volumes ?? {}).flatMap(([volume, value]): MountSpec[] => {
    const { mountPath: path, readOnly, subPath } = value ?? {};
    return path === undefined ? [] : [{ volume, path, readOnly, subPath }];
  });
  return [...own, ...main, ...declaredMounts];
}
