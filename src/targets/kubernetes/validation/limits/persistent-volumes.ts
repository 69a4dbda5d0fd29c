import { isMap } from '../../../../data/merge';
import {
  all,
  each,
  exactlyOne,
  fields,
  isAbsent,
  type Limit,
  type Limits,
  missing,
  needs,
  notEmpty,
  textThat,
  together,
} from './limit';
import { positiveAmount } from './quantities';
import { labelName, objectName, pathWithoutSteps } from './texts';
import { accessModes } from './volumes';

const sources = [
  ...['awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'csi', 'fc', 'flexVolume', 'flocker'],
  ...['gcePersistentDisk', 'glusterfs', 'hostPath', 'iscsi', 'local', 'nfs', 'photonPersistentDisk', 'portworxVolume'],
  ...['quobyte', 'rbd', 'scaleIO', 'storageos', 'vsphereVolume'],
];

const capacity: Limit = all(each(positiveAmount), (amounts, say) => {
  if (isMap(amounts) && Object.keys(amounts).join() !== 'storage') say('`storage` alone');
});

const fitsSource: Limit = together((spec, say) => {
  if (!isAbsent(spec.local) && isAbsent(spec.nodeAffinity)) say(missing, ['nodeAffinity']);
  const className = spec.volumeAttributesClassName;
  if (className !== undefined && className !== null && isAbsent(spec.csi)) {
    say('no value, because the volume has no `csi`', ['volumeAttributesClassName']);
  }
  const { path } = (spec.hostPath ?? {}) as { path?: unknown };
  if (spec.persistentVolumeReclaimPolicy === 'Recycle' && /^\/+$/.test(String(path))) {
    say('another policy, because the volume is the whole node', ['persistentVolumeReclaimPolicy']);
  }
});

const secret = all(needs('name', 'namespace'), fields({ name: objectName, namespace: labelName }));

const driver = textThat(
  (name) => name.length <= 63 && fitsDriver(name),
  'at most 63 letters, digits, `-` and `.`, such as csi.example.org',
);

function fitsDriver(name: string): boolean {
  return /^[a-z0-9.-]+$/i.test(name) && name.split('.').every((part) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(part));
}

/** The conditions for PersistentVolumes. */
export const persistentVolumes: Limits = {
  'api.core.v1.PersistentVolumeSpec': all(
    needs('accessModes', 'capacity'),
    exactlyOne(sources),
    fields({
      ...{ accessModes, capacity, storageClassName: objectName, volumeMode: notEmpty('`Block` or `Filesystem`') },
      volumeAttributesClassName: all(objectName, notEmpty('the name of a VolumeAttributesClass')),
    }),
    fitsSource,
  ),
  'api.core.v1.VolumeNodeAffinity': needs('required'),
  'api.core.v1.LocalVolumeSource': all(needs('path'), fields({ path: pathWithoutSteps })),
  'api.core.v1.CSIPersistentVolumeSource': all(
    needs('driver', 'volumeHandle'),
    fields({
      ...{ driver, controllerPublishSecretRef: secret, controllerExpandSecretRef: secret },
      ...{ nodePublishSecretRef: secret, nodeExpandSecretRef: secret },
    }),
  ),
};
