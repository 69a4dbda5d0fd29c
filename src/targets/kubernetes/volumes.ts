import { unlessEmpty, withoutUndefined } from '../../model/compact';
import { disksOf } from '../../model/disks';
import { isStateful, type WorkloadSpec } from '../../model/flow-spec';
import { volumeNames } from '../../model/mounts';
import type { NamingContext } from '../../model/naming';
import type { Projection } from '../../model/variable';
import { claimName } from './claim';

type Volume = NonNullable<NonNullable<WorkloadSpec['volumes']>[string]>;

/**
 * The volumes of a flow's pods. The disks of a StatefulSet are left out, because each pod gets its own.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export function podVolumes(context: NamingContext, spec: WorkloadSpec): object[] | undefined {
  const disks = new Set(disksOf(spec).map(({ volume }) => volume));
  const volumes = volumeNames(spec).flatMap((name): object[] => {
    if (!disks.has(name)) return [{ name, ...source(spec.volumes?.[name] as Volume) }];
    return isStateful(spec) ? [] : [{ name, persistentVolumeClaim: { claimName: claimName(context, spec, name) } }];
  });
  return unlessEmpty(volumes);
}

function source(volume: Volume): object {
  const { claim, empty, sizeLimit, config, secret, projected, items, mode: defaultMode, optional } = volume;
  const files = { items: keyItems(items), defaultMode, optional };
  if (claim !== undefined) return { persistentVolumeClaim: { claimName: claim } };
  if (empty) return { emptyDir: withoutUndefined({ medium: empty === 'memory' ? 'Memory' : undefined, sizeLimit }) };
  if (config !== undefined) return { configMap: withoutUndefined({ name: config, ...files }) };
  if (secret !== undefined) return { secret: withoutUndefined({ secretName: secret, ...files }) };
  return { projected: withoutUndefined({ defaultMode, sources: projected?.map(projection) }) };
}

/** @see https://kubernetes.io/docs/concepts/storage/projected-volumes/ */
function projection(part: Projection): object {
  if ('fields' in part) {
    const items = Object.entries(part.fields).map(([path, fieldPath]) => ({ path, fieldRef: { fieldPath } }));
    return { downwardAPI: { items } };
  }
  if ('token' in part) {
    const { token: path, audience, expirationSeconds } = part;
    return { serviceAccountToken: withoutUndefined({ path, audience, expirationSeconds }) };
  }
  const files = { items: keyItems(part.items), optional: part.optional };
  if ('secret' in part) return { secret: withoutUndefined({ name: part.secret, ...files }) };
  return { configMap: withoutUndefined({ name: part.config, ...files }) };
}

function keyItems(items: Readonly<Record<string, string>> | undefined): object[] | undefined {
  return items && Object.entries(items).map(([key, path]) => ({ key, path }));
}
