import { z } from 'zod';
import {
  absolutePath,
  configName,
  dnsLabel,
  fileKey,
  filePath,
  nameOf,
  namePattern,
  objectNameText,
  quantity,
  relativePath,
  secretName,
  size,
  wholeNumber,
} from '../formats';
import { byApplication, byBoth, byDeployment, group, type Properties, table } from '../property';

const accessModes = z.enum(['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany', 'ReadOnlyMany']);
const resourceName = 'string | NamedResource';

const disk = {
  size: byBoth(
    size,
    'The size of the disk, such as `1Gi`. A disk can grow if the storage class allows it, but never shrink.',
    { required: true },
  ),
  storageClass: byDeployment(objectNameText, "The storage class. The default is the cluster's default class."),
  accessMode: byApplication(
    accessModes,
    'How the disk can be mounted. The default is `ReadWriteOnce`. If only one node can mount it, a Deployment stops its old pods before it starts new ones. A disk of several flows, `this.volume(…)`, is `ReadWriteMany` by default.',
  ),
} satisfies Properties;

/** The properties of a disk that several flows mount. `this.volume(…)` declares it. */
export const sharedVolume = {
  ...disk,
  accessMode: byApplication(
    accessModes,
    'How the disk can be mounted. The default is `ReadWriteMany`, because pods of several flows mount the disk and may run on several nodes. The disk of a single flow is `ReadWriteOnce` by default.',
  ),
} satisfies Properties;

const ownDisk = {
  ...disk,
  claimName: byBoth(
    namePattern,
    "The name of the disk's PersistentVolumeClaim, which can contain `{app}`, `{instance}`, `{env}` and `{flow}`. The default is the name of the flow's claims, followed by the name of the volume unless it is the `volume` of a store. A StatefulSet names its claims itself.",
  ),
} satisfies Properties;

const mount = {
  path: byApplication(absolutePath, 'The path in the container.', { required: true }),
  readOnly: byApplication(z.boolean(), 'Mount the volume read-only.'),
  subPath: byApplication(relativePath, 'A folder or file of the volume, in place of its root.'),
} satisfies Properties;

export const mounts = {
  mounts: table(
    'The volumes of the flow that this container mounts, by the name of the volume.',
    dnsLabel,
    mount,
    'Mount',
  ),
} satisfies Properties;

const items = z.record(fileKey, filePath);
const projection = z.union([
  z.strictObject({ secret: secretName, items: items.optional(), optional: z.boolean().optional() }),
  z.strictObject({ config: configName, items: items.optional(), optional: z.boolean().optional() }),
  z.strictObject({ fields: z.record(filePath, z.string().min(1)) }),
  z.strictObject({
    token: filePath,
    audience: z.string().optional(),
    expirationSeconds: wholeNumber(600, 2 ** 31 - 1).optional(),
  }),
]);

const volume = {
  mountPath: byApplication(absolutePath, 'The path in the main container of the flow.'),
  readOnly: byApplication(z.boolean(), 'Mount the volume read-only in the main container.'),
  subPath: byApplication(relativePath, 'A folder or file of the volume, in place of its root.'),
  ...ownDisk,
  size: byBoth(size, 'The size of a disk that is kept when the pod is deleted.'),
  claim: byBoth(
    nameOf('a claim, or the name of one'),
    'An existing disk: `this.volume(…)`, or the name of a PersistentVolumeClaim.',
    {
      codeType: resourceName,
    },
  ),
  empty: byApplication(
    z.union([z.literal(true), z.literal('memory')], { error: '`true`, or `memory`' }),
    'An empty folder that is deleted with the pod: `true` for the disk of the node, or `memory`.',
  ),
  sizeLimit: byBoth(quantity, 'The largest size of an empty volume.'),
  config: byBoth(configName, 'A ConfigMap whose keys become files: `this.config(…)`, or the name of a ConfigMap.', {
    codeType: resourceName,
  }),
  secret: byBoth(secretName, 'A Secret whose keys become files: `this.secret(…)`, or the name of a Secret.', {
    codeType: resourceName,
  }),
  projected: byApplication(
    z.array(projection).min(1),
    'Several sources in one folder: Secrets, ConfigMaps, fields of the pod, and tokens.',
    {
      codeType: 'readonly Projection[]',
      source: 'https://kubernetes.io/docs/concepts/storage/projected-volumes/',
    },
  ),
  items: byApplication(
    items,
    'Maps keys of the ConfigMap or Secret to the names of their files. By default all keys become files.',
  ),
  mode: byApplication(
    wholeNumber(0, 0o777),
    'The permissions of the files, such as `0o440`. Kubernetes uses 0o644 by default.',
  ),
  optional: byBoth(z.boolean(), 'Start the pod even if the ConfigMap or Secret is missing.'),
} satisfies Properties;

export const volumes = {
  volumes: table(
    'Volumes by name. Set exactly one source in each: size, claim, empty, config, secret or projected.',
    dnsLabel,
    volume,
    'Volume',
  ),
} satisfies Properties;

export const ownVolume = {
  volume: group(
    'The disk of the store, which is kept when the pod is deleted. It becomes a PersistentVolumeClaim.',
    { mountPath: byApplication(absolutePath, 'The path in the container.', { required: true }), ...ownDisk },
    { source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes', notByDefault: true },
  ),
} satisfies Properties;
