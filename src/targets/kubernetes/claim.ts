import type { PersistentVolumeClaim, PersistentVolumeClaimSpec } from 'kubernetes-types/core/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { unlessEmpty } from '../../model/compact';
import { type DiskSpec, disksOf } from '../../model/disks';
import type { WorkloadSpec } from '../../model/flow-spec';
import { ownVolumeName } from '../../model/mounts';
import { fillPattern, labelsOfObject, type NamingContext, objectName } from '../../model/naming';
import { type Fields, fields, manifest } from './fields';
import type { Manifest } from './manifest';
import { metadata } from './metadata';
import { selectorLabels } from './selector';

/**
 * The name of a disk's claim. It is the name that the disk sets, or else the flow's name for the disk of a store, or
 * else the flow's name followed by the name of the volume.
 */
export function claimName(context: NamingContext, spec: WorkloadSpec, volume: string): string {
  const { claimName: pattern } = disksOf(spec).find((disk) => disk.volume === volume) ?? {};
  if (pattern !== undefined) return fillPattern(pattern, context, spec.flow);
  const name = objectName(context, spec.flow, 'pvc');
  return isOwn(spec, volume) ? name : `${name}-${volume}`;
}

/** The claim of a store's own disk; undefined if it has none. */
export function ownClaim(context: NamingContext, spec: WorkloadSpec): Manifest | undefined {
  const disk = disksOf(spec).find(({ volume }) => isOwn(spec, volume));
  return disk && claim(context, spec, disk);
}

/** The claims of a flow's other disks, by their names in files and overrides. */
export function volumeClaims(context: NamingContext, spec: WorkloadSpec): Record<string, Manifest> {
  const disks = disksOf(spec).filter(({ volume }) => !isOwn(spec, volume));
  return Object.fromEntries(disks.map((disk) => [`pvc-${disk.volume}`, claim(context, spec, disk)]));
}

function claim(context: NamingContext, spec: WorkloadSpec, disk: DiskSpec): Manifest {
  return manifest<PersistentVolumeClaim>({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: metadata(context, spec, 'pvc', { name: claimName(context, spec, disk.volume) }),
    spec: claimSpec(disk),
  });
}

/**
 * The disks that each pod of a StatefulSet gets. A template cannot be changed, so it has only labels that never change.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates
 */
export function claimTemplates(context: NamingContext, spec: WorkloadSpec): Fields<PersistentVolumeClaim>[] {
  const labels = unlessEmpty(labelsOfObject(context, spec.flow, 'claimTemplate') ?? selectorLabels(context, spec.flow));
  return disksOf(spec).map((disk) =>
    fields<PersistentVolumeClaim>({
      metadata: fields<ObjectMeta>({ name: disk.volume, labels }),
      spec: claimSpec(disk),
    }),
  );
}

/** @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims */
export function claimSpec({
  size,
  storageClass,
  accessMode,
}: Omit<DiskSpec, 'volume'>): Fields<PersistentVolumeClaimSpec> {
  return fields<PersistentVolumeClaimSpec>({
    accessModes: [accessMode],
    storageClassName: storageClass,
    resources: { requests: { storage: size } },
  });
}

function isOwn(spec: WorkloadSpec, volume: string): boolean {
  return spec.kind === 'store' && spec.volume !== undefined && volume === ownVolumeName;
}
