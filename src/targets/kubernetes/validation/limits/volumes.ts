import { unusualMode } from '../../../../model/unusual';
import { fieldOfPod } from './containers';
import {
  all,
  below,
  between,
  distinct,
  each,
  exactlyOne,
  type Fields,
  fields,
  type Limit,
  type Limits,
  needs,
  notEmpty,
  numberIsMeant,
  oneOf,
  stepsOf,
  textThat,
  together,
} from './limit';
import { amount, bytesAreMeant, positiveAmount } from './quantities';
import { configKey, filePath, labelName, objectName, pathWithoutSteps } from './texts';

const mode = all(between(0, 0o777), numberIsMeant(unusualMode));

const sources = [
  ...['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'configMap', 'csi', 'downwardAPI'],
  ...['emptyDir', 'ephemeral', 'fc', 'flexVolume', 'flocker', 'gcePersistentDisk', 'gitRepo', 'glusterfs', 'hostPath'],
  ...['image', 'iscsi', 'nfs', 'persistentVolumeClaim', 'photonPersistentDisk', 'portworxVolume', 'projected'],
  ...['quobyte', 'rbd', 'scaleIO', 'secret', 'storageos', 'vsphereVolume'],
];

/** The volumes of a pod have names of their own. */
export const volumesDiffer: Limit = distinct('name');

export const accessModes: Limit = all(
  each(all(oneOf('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'), notEmpty('a mode'))),
  (modes, say) => {
    const isMixed = Array.isArray(modes) && modes.length > 1 && modes.includes('ReadWriteOncePod');
    if (isMixed) say('`ReadWriteOncePod` without other modes');
  },
);

const sizeIsSet = together(({ resources }, say) => {
  const size = (resources as { requests?: { storage?: unknown } } | undefined)?.requests?.storage;
  if (size === undefined) say('a size in `resources.requests.storage`');
  else all(positiveAmount, bytesAreMeant)(size, below(say, 'resources', 'requests', 'storage'));
});

const fieldsOfFiles = [
  ...['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.labels', 'metadata.annotations'],
];

/** Two sources do not give the same file. */
const filesDiffer = together(({ sources: list }, say) => {
  const seen = new Set<unknown>();
  for (const [index, source] of stepsOf(list)) {
    for (const [kind, values] of stepsOf(source)) {
      const { items, path } = (values ?? {}) as Fields;
      const places = path === undefined ? stepsOf(items).map(([at, item]) => [['items', at], item] as const) : [];
      for (const [place, file] of [...places, ...(path === undefined ? [] : [[[], { path }] as const])]) {
        const name = (file as Fields | null)?.path;
        if (seen.has(name))
          say('another path, because a source before gives this file', [...['sources', index, kind, ...place], 'path']);
        if (name !== undefined) seen.add(name);
      }
    }
  }
});

/** Volumes and disks. The API server takes a volume without a source for an empty one. */
export const volumes: Limits = {
  'api.core.v1.Volume': all(needs('name'), exactlyOne(sources, 0), fields({ name: labelName })),
  'api.core.v1.ConfigMapVolumeSource': all(needs('name'), fields({ name: objectName, defaultMode: mode })),
  'api.core.v1.SecretVolumeSource': all(needs('secretName'), fields({ defaultMode: mode })),
  'api.core.v1.ConfigMapProjection': all(needs('name'), fields({ name: objectName })),
  'api.core.v1.SecretProjection': all(needs('name'), fields({ name: objectName })),
  'api.core.v1.EmptyDirVolumeSource': fields({ sizeLimit: all(amount, bytesAreMeant) }),
  'api.core.v1.DownwardAPIVolumeSource': fields({ defaultMode: mode }),
  'api.core.v1.DownwardAPIVolumeFile': all(
    needs('path'),
    exactlyOne(['fieldRef', 'resourceFieldRef']),
    fields({ path: filePath, mode, fieldRef: fieldOfPod(fieldsOfFiles) }),
  ),
  'api.core.v1.ProjectedVolumeSource': all(fields({ defaultMode: mode }), filesDiffer),
  'api.core.v1.VolumeProjection': exactlyOne([
    ...['configMap', 'secret', 'downwardAPI', 'serviceAccountToken', 'clusterTrustBundle', 'podCertificate'],
  ]),
  'api.core.v1.ServiceAccountTokenProjection': all(
    needs('path'),
    fields({ path: filePath, expirationSeconds: between(600, 2 ** 32) }),
  ),
  'api.core.v1.KeyToPath': all(needs('key', 'path'), fields({ key: configKey, path: filePath, mode })),
  'api.core.v1.PersistentVolumeClaimVolumeSource': needs('claimName'),
  'api.core.v1.HostPathVolumeSource': all(needs('path'), fields({ path: pathWithoutSteps })),
  'api.core.v1.NFSVolumeSource': all(
    needs('server', 'path'),
    fields({ path: textThat((path) => path.startsWith('/'), 'a path from the root, such as /exports/data') }),
  ),
  'api.core.v1.CSIVolumeSource': needs('driver'),
  'api.core.v1.EphemeralVolumeSource': needs('volumeClaimTemplate'),
  'api.core.v1.ImageVolumeSource': needs('reference'),
  'api.core.v1.PersistentVolumeClaimSpec': all(
    needs('accessModes'),
    fields({ accessModes, storageClassName: objectName }),
    sizeIsSet,
  ),
};
