import { withoutUndefined } from '../../model/compact';
import { disksOf } from '../../model/disks';
import type { WorkloadSpec } from '../../model/flow-spec';
import { type MountSpec, mountsOf, volumeNames } from '../../model/mounts';
import { containersOf } from '../../model/rules/rule';
import type { Context } from './context';

/** A Docker volume, which stays when its containers are removed. */
export interface NamedVolume {
  /** The key below `volumes` in compose.yaml. */
  readonly key: string;
  readonly definition: object;
  /** Whether it replaces an `emptyDir`, which Kubernetes deletes together with the pod. */
  readonly isEmpty: boolean;
}

/** The named volume for a volume of a flow; undefined if it is mounted in another way. */
export function namedVolume(context: Context, spec: WorkloadSpec, volume: string): NamedVolume | undefined {
  const { claim, empty } = spec.volumes?.[volume] ?? {};
  // The names of flows and objects contain no underscore, so no two volumes get the same key.
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
