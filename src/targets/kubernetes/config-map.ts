import type { Manifest } from './manifest';

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
export function configMap(metadata: Manifest['metadata'], data: object, binaryData: object): Manifest {
  const has = (part: object) => Object.keys(part).length > 0;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
    ...(has(data) && { data }),
    ...(has(binaryData) && { binaryData }),
  };
}
