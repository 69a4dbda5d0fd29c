import type { ConfigMap } from 'kubernetes-types/core/v1';
import { manifest } from './fields';
import type { Manifest } from './manifest';

type Texts = Readonly<Record<string, string>>;

/** @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
export function configMap(metadata: Manifest['metadata'], data: Texts, binaryData: Texts): Manifest {
  const has = (part: object) => Object.keys(part).length > 0;
  return manifest<ConfigMap>({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
    ...(has(data) && { data }),
    ...(has(binaryData) && { binaryData }),
  });
}
