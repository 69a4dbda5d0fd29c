import { disksOf } from '../spec/disks';
import type { WorkloadSpec } from '../spec/flow-spec';
import { ownVolumeName } from '../spec/mounts';
import type { Projection } from '../spec/variable';
import { claimName } from './claim';
import { compact } from './manifest';
import type { NamingContext } from './naming';

type Volume = NonNullable<NonNullable<WorkloadSpec['volumes']>[string]>;

/**
 * The volumes of a flow's pods. The disks of a StatefulSet are not among them: each pod has its own.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export function podVolumes(context: NamingContext, spec: WorkloadSpec): object[] | undefined {
  const isStateful = spec.kind === 'store' && spec.workload === 'statefulSet';
  const disks = isStateful ? [] : disksOf(spec).map(({ volume }) => claimed(volume, claimName(context, spec, volume)));
  const others = Object.entries(spec.volumes ?? {}).flatMap(([name, volume]) =>
    volume?.size === undefined ? [{ name, ...source(volume as Volume) }] : [],
  );
  const all = [...disks, ...others] as { name: string }[];
  return all.length > 0 ? all.sort((a, b) => order(a.name) - order(b.name)) : undefined;

  function order(name: string): number {
    return name === ownVolumeName ? -1 : Object.keys(spec.volumes ?? {}).indexOf(name);
  }
}

function claimed(name: string, claim: string): { name: string } {
  return { name, ...{ persistentVolumeClaim: { claimName: claim } } };
}

function source(volume: Volume): object {
  const { claim, empty, sizeLimit, config, secret, projected, items, mode: defaultMode, optional } = volume;
  const files = { items: keyItems(items), defaultMode, optional };
  if (claim !== undefined) return { persistentVolumeClaim: { claimName: claim } };
  if (empty) return { emptyDir: compact({ medium: empty === 'memory' ? 'Memory' : undefined, sizeLimit }) };
  if (config !== undefined) return { configMap: compact({ name: config, ...files }) };
  if (secret !== undefined) return { secret: compact({ secretName: secret, ...files }) };
  return { projected: compact({ defaultMode, sources: projected?.map(projection) }) };
}

/** @see https://kubernetes.io/docs/concepts/storage/projected-volumes/ */
function projection(part: Projection): object {
  if ('fields' in part) {
    const items = Object.entries(part.fields).map(([path, fieldPath]) => ({ path, fieldRef: { fieldPath } }));
    return { downwardAPI: { items } };
  }
  if ('token' in part) {
    const { token: path, audience, expirationSeconds } = part;
    return { serviceAccountToken: compact({ path, audience, expirationSeconds }) };
  }
  const files = { items: keyItems(part.items), optional: part.optional };
  if ('secret' in part) return { secret: compact({ name: part.secret, ...files }) };
  return { configMap: compact({ name: part.config, ...files }) };
}

function keyItems(items: Readonly<Record<string, string>> | undefined): object[] | undefined {
  return items && Object.entries(items).map(([key, path]) => ({ key, path }));
}
