import { withoutUndefined } from '../../model/compact';
import { disksOf } from '../../model/disks';
import type { WorkloadSpec } from '../../model/flow-spec';
import { type MountSpec, mountsOf, volumeNames } from '../../model/mounts';
import { containersOf } from '../../model/rules/rule';
import type { Context } from './context';

/** A volume of Docker's that outlives containers. */
export interface NamedVolume {
  /** Its key below `volumes` of the file. */
  readonly key: string;
  readonly definition: object;
  /** Whether it stands for a folder that lives as long as a pod. */
  readonly isEmpty: boolean;
}

/** The named volume that a volume of a flow becomes; undefined if it becomes something else. */
export function namedVolume(context: Context, spec: WorkloadSpec, volume: string): NamedVolume | undefined {
  const { claim, empty } = spec.volumes?.[volume] ?? {};
  // No name of a flow or of an object has an underscore, so that no two keys are the same.
  const key = `${spec.flow}_${volume}`;
  if (disksOf(spec).some((disk) => disk.volume === volume)) return { key, definition: {}, isEmpty: false };
  if (empty) return isShared(spec, volume) ? { key, definition: {}, isEmpty: true } : undefined;
  if (claim === undefined) return undefined;
  const name = String(claim);
  const own = context.volumes.get(name);
  const definition = own ? withoutUndefined({ labels: own.labels }) : { external: true, name };
  return { key: name, definition, isEmpty: false };
}

/** The named volumes of a flow, each once. */
export function namedVolumes(context: Context, spec: WorkloadSpec): Map<string, NamedVolume> {
  return new Map(
    volumeNames(spec).flatMap((volume) => {
      const named = namedVolume(context, spec, volume);
      return named ? [[volume, named] as const] : [];
    }),
  );
}

/** Whether a volume is mounted more than once, so that its content has to be the same in several places. */
export function isShared(spec: WorkloadSpec, volume: string): boolean {
  return allMounts(spec).filter((mount) => mount.volume === volume).length > 1;
}

/** The mounts of all containers of a flow. */
export function allMounts(spec: WorkloadSpec): MountSpec[] {
  return containersOf(spec).flatMap(({ container }) => mountsOf(spec, container));
}
