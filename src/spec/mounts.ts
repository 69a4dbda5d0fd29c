import type { WorkloadSpec } from './flow-spec';

/** A volume as one container sees it. */
export interface MountSpec {
  readonly volume: string;
  readonly path: string;
  readonly readOnly?: boolean | undefined;
  readonly subPath?: string | undefined;
}

/** The name of a store's own disk within its pod. */
export const ownVolumeName = 'data';

/** The volumes of a flow, by name. */
export function volumeNames(spec: WorkloadSpec): string[] {
  const own = spec.kind === 'store' && spec.volume ? [ownVolumeName] : [];
  return [...own, ...Object.keys(spec.volumes ?? {})];
}

/** What a container of the flow mounts; the main one also what volumes say of it themselves. */
export function mountsOf(spec: WorkloadSpec, container: object): MountSpec[] {
  const { mounts = {} } = container as Pick<WorkloadSpec, 'mounts'>;
  const said = Object.entries(mounts).map(([volume, mount]) => ({ volume, ...mount }) as MountSpec);
  if (container !== spec) return said;
  const own = spec.kind === 'store' && spec.volume ? [{ volume: ownVolumeName, path: spec.volume.mountPath }] : [];
  const main = Object.entries(spec.volumes ?? {}).flatMap(([volume, value]): MountSpec[] => {
    const { mountPath: path, readOnly, subPath } = value ?? {};
    return path === undefined ? [] : [{ volume, path, readOnly, subPath }];
  });
  return [...own, ...main, ...said];
}
