import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { filled, isEmpty } from '../values';

/** The volumes of a pod with their mounts in the main container, as the model says them. */
export function readVolumes(spec: Fields, main: Fields): Fields {
  const sources = sourcesOf(spec);
  const mounts = itemsOf(main.volumeMounts);
  const volumes = Object.entries(sources).map(([name, source]) => {
    const mount = mounts.find((one) => one.name === name);
    return [name, { ...source, ...(mount && mountProps(mount, 'mountPath')) }] as const;
  });
  // The model has one more mount of a volume in the same container, under `mounts`.
  const again = mounts.filter((mount, index) => mounts.findIndex(({ name }) => name === mount.name) < index);
  return filled({
    volumes: Object.fromEntries(volumes),
    mounts: mountTable(again.filter(({ name }) => Object.hasOwn(sources, String(name)))),
  });
}

/** The mounts of another container than the main one. */
export function readMounts(spec: Fields, container: Fields): Fields {
  const sources = sourcesOf(spec);
  return mountTable(itemsOf(container.volumeMounts).filter(({ name }) => Object.hasOwn(sources, String(name))));
}

/** The disk of a claim as the model says it; undefined if the model cannot say it. */
export function readClaim(claim: Fields): Fields | undefined {
  const { accessModes, resources, storageClassName } = fieldsOf(claim.spec);
  const modes: readonly unknown[] = Array.isArray(accessModes) ? accessModes : [];
  const { storage } = fieldsOf(fieldsOf(resources).requests);
  if (modes.length !== 1 || storage === undefined) return undefined;
  return filled({ size: String(storage), accessMode: modes[0], storageClass: storageClassName });
}

function mountTable(mounts: readonly Fields[]): Fields {
  return Object.fromEntries([...mounts].reverse().map((mount) => [mount.name, mountProps(mount, 'path')]));
}

function mountProps(mount: Fields, path: 'mountPath' | 'path'): Fields {
  return filled({ [path]: mount.mountPath, readOnly: mount.readOnly, subPath: mount.subPath });
}

/** The volumes that the model can say, by their names. */
function sourcesOf(spec: Fields): Record<string, Fields> {
  const disks = itemsOf(spec.volumeClaimTemplates).map((claim) => [fieldsOf(claim.metadata).name, readClaim(claim)]);
  const volumes = itemsOf(spec.volumes).map(({ name, ...source }) => [name, readSource(source)]);
  return Object.fromEntries([...disks, ...volumes].filter(([, source]) => source !== undefined));
}

function readSource(source: Fields): Fields | undefined {
  const { emptyDir, persistentVolumeClaim, configMap, secret, projected } = source;
  if ('emptyDir' in source) {
    const { medium, sizeLimit } = fieldsOf(emptyDir);
    return filled({ empty: medium === 'Memory' ? 'memory' : true, sizeLimit: sizeLimit && String(sizeLimit) });
  }
  if (persistentVolumeClaim) return { claim: fieldsOf(persistentVolumeClaim).claimName };
  if (configMap) return filled({ config: fieldsOf(configMap).name, ...filesOf(configMap) });
  if (secret) return filled({ secret: fieldsOf(secret).secretName, ...filesOf(secret) });
  const parts = itemsOf(fieldsOf(projected).sources).map(readProjection);
  if (isEmpty(parts) || parts.includes(undefined)) return undefined;
  return filled({ projected: parts, mode: fieldsOf(projected).defaultMode });
}

function readProjection({ secret, configMap, serviceAccountToken, downwardAPI }: Fields): Fields | undefined {
  if (secret) return filled({ secret: fieldsOf(secret).name, ...filesOf(secret) });
  if (configMap) return filled({ config: fieldsOf(configMap).name, ...filesOf(configMap) });
  if (serviceAccountToken) {
    const { path, audience, expirationSeconds } = fieldsOf(serviceAccountToken);
    return filled({ token: path, audience, expirationSeconds });
  }
  const items = itemsOf(fieldsOf(downwardAPI).items).map(({ path, fieldRef }) => [path, fieldsOf(fieldRef).fieldPath]);
  return items.length === 0 ? undefined : { fields: Object.fromEntries(items) };
}

/** The files of a ConfigMap or Secret. A mode of a single file cannot be said. */
function filesOf(source: unknown): Fields {
  const { items, defaultMode, optional } = fieldsOf(source);
  return { items: Object.fromEntries(itemsOf(items).map(({ key, path }) => [key, path])), mode: defaultMode, optional };
}
