import type {
  ConfigMapProjection,
  ConfigMapVolumeSource,
  EmptyDirVolumeSource,
  KeyToPath,
  ProjectedVolumeSource,
  SecretProjection,
  SecretVolumeSource,
  ServiceAccountTokenProjection,
  Volume as VolumeFields,
  VolumeProjection,
} from 'kubernetes-types/core/v1';
import { unlessEmpty } from '../../model/compact';
import { disksOf } from '../../model/disks';
import { isStateful, type WorkloadSpec } from '../../model/flow-spec';
import { volumeNames } from '../../model/mounts';
import { nameOf } from '../../model/named-resource';
import type { NamingContext } from '../../model/naming';
import type { Projection } from '../../model/variable';
import { claimName } from './claim';
import { type Fields, fields } from './fields';

type Volume = NonNullable<NonNullable<WorkloadSpec['volumes']>[string]>;

/**
 * The volumes of a flow's pods. The disks of a StatefulSet are left out, because each pod gets its own.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export function podVolumes(context: NamingContext, spec: WorkloadSpec): Fields<VolumeFields>[] | undefined {
  const disks = new Set(disksOf(spec).map(({ volume }) => volume));
  const volumes = volumeNames(spec).flatMap((name): Fields<VolumeFields>[] => {
    if (!disks.has(name)) return [{ name, ...source(spec.volumes?.[name] as Volume) }];
    return isStateful(spec) ? [] : [{ name, persistentVolumeClaim: { claimName: claimName(context, spec, name) } }];
  });
  return unlessEmpty(volumes);
}

function source(volume: Volume): Fields<Omit<VolumeFields, 'name'>> {
  const { claim, empty, sizeLimit, config, secret, projected, items, mode: defaultMode, optional } = volume;
  const files = { items: keyItems(items), defaultMode, optional };
  if (claim !== undefined) return { persistentVolumeClaim: { claimName: nameOf(claim) } };
  if (empty)
    return { emptyDir: fields<EmptyDirVolumeSource>({ medium: empty === 'memory' ? 'Memory' : undefined, sizeLimit }) };
  if (config !== undefined) return { configMap: fields<ConfigMapVolumeSource>({ name: nameOf(config), ...files }) };
  if (secret !== undefined) return { secret: fields<SecretVolumeSource>({ secretName: nameOf(secret), ...files }) };
  return { projected: fields<ProjectedVolumeSource>({ defaultMode, sources: projected?.map(projection) }) };
}

/** @see https://kubernetes.io/docs/concepts/storage/projected-volumes/ */
function projection(part: Projection): Fields<VolumeProjection> {
  if ('fields' in part) {
    const items = Object.entries(part.fields).map(([path, fieldPath]) => ({ path, fieldRef: { fieldPath } }));
    return { downwardAPI: { items } };
  }
  if ('token' in part) {
    const { token: path, audience, expirationSeconds } = part;
    return { serviceAccountToken: fields<ServiceAccountTokenProjection>({ path, audience, expirationSeconds }) };
  }
  const files = { items: keyItems(part.items), optional: part.optional };
  if ('secret' in part) return { secret: fields<SecretProjection>({ name: nameOf(part.secret), ...files }) };
  return { configMap: fields<ConfigMapProjection>({ name: nameOf(part.config), ...files }) };
}

function keyItems(items: Readonly<Record<string, string>> | undefined): KeyToPath[] | undefined {
  return items && Object.entries(items).map(([key, path]) => ({ key, path }));
}
