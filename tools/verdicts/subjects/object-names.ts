import { claim, deployment, ingress, object } from '../objects';
import type { Subject } from '../subject';
import { objects, volume } from './name-seeds';

/** Names of objects that pods use, and of the parts of pods. */
export const objectNames: readonly Subject[] = [
  {
    name: 'secret-of-volume',
    flow: (secret: string) => ({ volumes: { v: { secret, mountPath: '/v' } } }),
    object: (secretName: string) => volume({ secret: { secretName } }),
    seeds: objects,
  },
  {
    name: 'claim',
    flow: (name: string) => ({ volumes: { v: { claim: name, mountPath: '/v' } } }),
    object: (claimName: string) => volume({ persistentVolumeClaim: { claimName } }),
    seeds: objects,
  },
  {
    name: 'claim-name',
    flow: (claimName: string) => ({ volumes: { v: { size: '1Gi', claimName, mountPath: '/v' } } }),
    object: (name: string) => ({ ...claim({}), metadata: { name, namespace: 'default' } }),
    seeds: objects,
  },
  {
    name: 'storage-class',
    flow: (storageClass: string) => ({ volumes: { v: { size: '1Gi', storageClass, mountPath: '/v' } } }),
    object: (storageClassName: string) => claim({ storageClassName }),
    seeds: objects,
  },
  {
    name: 'service-account',
    flow: (existing: string) => ({ serviceAccount: { existing } }),
    object: (serviceAccountName: string) => deployment({ serviceAccountName }),
    seeds: objects,
  },
  {
    name: 'pull-secret',
    flow: (name: string) => ({ pullSecrets: [name] }),
    object: (name: string) => deployment({ imagePullSecrets: [{ name }] }),
    seeds: objects,
  },
  {
    name: 'priority-class',
    flow: (priorityClass: string) => ({ placement: { priorityClass } }),
    object: (priorityClassName: string) => deployment({ priorityClassName }),
    seeds: objects,
  },
  {
    name: 'scheduler',
    flow: (scheduler: string) => ({ placement: { scheduler } }),
    object: (schedulerName: string) => deployment({ schedulerName }),
    seeds: objects,
  },
  {
    name: 'runtime-class',
    flow: (runtimeClass: string) => ({ runtimeClass }),
    object: (runtimeClassName: string) => deployment({ runtimeClassName }),
    seeds: objects,
  },
  {
    name: 'container-name',
    flow: (containerName: string) => ({ containerName }),
    object: (name: string) => deployment({}, { name }),
    also: [
      {
        flow: (name: string) => ({ containerName: 'main', init: { [name]: {} } }),
        object: (name: string) => deployment({ initContainers: [{ name, image: 'a:1' }] }, { name: 'main' }),
      },
      {
        flow: (name: string) => ({ containerName: 'main', sidecars: { [name]: {} } }),
        object: (name: string) =>
          deployment({ initContainers: [{ name, image: 'a:1', restartPolicy: 'Always' }] }, { name: 'main' }),
      },
    ],
    seeds: objects,
  },
  {
    name: 'volume-name',
    flow: (name: string) => ({ volumes: { [name]: { empty: true, mountPath: '/v' } } }),
    object: (name: string) => deployment({ volumes: [{ name, emptyDir: {} }] }),
    seeds: objects,
  },
  {
    name: 'further-service-name',
    flow: (name: string) => ({ services: { more: { name } } }),
    object: (name: string) => object('v1', 'Service', { ports: [{ port: 80 }] }, { name }),
    seeds: objects,
  },
  {
    name: 'further-route-name',
    flow: (name: string) => ({ routes: { more: { name } } }),
    object: (name: string) =>
      object(
        'networking.k8s.io/v1',
        'Ingress',
        { defaultBackend: { service: { name: 'a', port: { number: 80 } } } },
        { name },
      ),
    seeds: objects,
  },
  {
    name: 'certificate-secret',
    flow: (secret: string) => ({ route: { tls: [{ secret }] } }),
    object: (secretName: string) =>
      object('networking.k8s.io/v1', 'Ingress', {
        ...{ defaultBackend: { service: { name: 'a', port: { number: 80 } } }, tls: [{ secretName }] },
      }),
    also: [
      {
        flow: (tls: string) => ({ route: { hosts: ['a.org'], tls } }),
        object: (secretName: string) => ingress({ host: 'a.org' }, { tls: [{ hosts: ['a.org'], secretName }] }),
      },
    ],
    seeds: objects,
  },
];
