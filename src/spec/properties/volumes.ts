import { z } from 'zod';
import {
  absolutePath,
  configName,
  dnsLabel,
  fileKey,
  nameOf,
  quantity,
  relativePath,
  secretName,
  wholeNumber,
} from '../formats';
import { application, both, deployment, group, type Properties, table } from '../property';

const accessModes = z.enum(['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany', 'ReadOnlyMany']);
const resourceName = 'string | NamedResource';

const disk = {
  size: both(
    quantity,
    'How much is claimed: `1Gi`. A claim can grow where the storage class allows it, never shrink.',
    { required: true },
  ),
  storageClass: deployment(
    z.string().min(1),
    "The cluster's storage class; the cluster's default when it is not said.",
  ),
  accessMode: application(
    accessModes,
    'Who may mount it. With a claim of one writer a Deployment is replaced at an update, never rolled.',
  ),
} satisfies Properties;

/** A disk that several flows mount, declared by `this.volume(…)`. */
export const sharedVolume = { ...disk } satisfies Properties;

const mount = {
  path: application(absolutePath, 'Where the container finds it.', { required: true }),
  readOnly: application(z.boolean(), 'Whether the container may only read.'),
  subPath: application(relativePath, 'A folder or file of the volume, in place of its root.'),
} satisfies Properties;

export const mounts = {
  mounts: table("Volumes of the flow that this container mounts, by the volume's name.", dnsLabel, mount, 'Mount'),
} satisfies Properties;

const items = z.record(fileKey, relativePath);
const projection = z.union([
  z.strictObject({ secret: secretName, items: items.optional(), optional: z.boolean().optional() }),
  z.strictObject({ config: configName, items: items.optional(), optional: z.boolean().optional() }),
  z.strictObject({ fields: z.record(relativePath, z.string().min(1)) }),
  z.strictObject({
    token: relativePath,
    audience: z.string().optional(),
    expirationSeconds: wholeNumber(600, 2 ** 31 - 1).optional(),
  }),
]);

const volume = {
  mountPath: application(absolutePath, "Where the flow's main container finds it."),
  readOnly: application(z.boolean(), 'Whether the main container may only read.'),
  subPath: application(relativePath, 'A folder or file of the volume, in place of its root.'),
  ...disk,
  size: both(quantity, 'A disk that outlives the pod: how much is claimed.'),
  claim: both(nameOf('a claim, or the name of one'), 'A claim that is there: `this.volume(…)`, or the name of one.', {
    codeType: resourceName,
  }),
  empty: application(
    z.union([z.literal(true), z.literal('memory')], { error: '`true`, or `memory`' }),
    'A folder that lives as long as the pod, on the disk of the node or in memory.',
  ),
  sizeLimit: both(quantity, 'How much an empty volume may hold.'),
  config: both(configName, 'The keys of a ConfigMap as files: `this.config(…)`, or the name of one.', {
    codeType: resourceName,
  }),
  secret: both(secretName, 'The keys of a Secret as files: `this.secret(…)`, or the name of one.', {
    codeType: resourceName,
  }),
  projected: application(
    z.array(projection).min(1),
    'Several sources in one folder: Secrets, ConfigMaps, fields of the pod, tokens.',
    {
      codeType: 'readonly Projection[]',
      source: 'https://kubernetes.io/docs/concepts/storage/projected-volumes/',
    },
  ),
  items: application(
    items,
    'Which keys of the ConfigMap or Secret, and the file that each becomes; all of them when it is not said.',
  ),
  mode: application(wholeNumber(0, 0o777), 'Permissions of the files, such as `0o440`. Kubernetes: 0o644.'),
  optional: both(z.boolean(), 'Whether the ConfigMap or Secret may be missing.'),
} satisfies Properties;

export const volumes = {
  volumes: table(
    'Volumes by name, each from one source: size, claim, empty, config, secret or projected.',
    dnsLabel,
    volume,
    'Volume',
  ),
} satisfies Properties;

export const ownVolume = {
  volume: group(
    'The disk that outlives the pod: one persistent volume claim.',
    { mountPath: application(absolutePath, 'Where the container finds it.', { required: true }), ...disk },
    { source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes', notByDefault: true },
  ),
} satisfies Properties;
