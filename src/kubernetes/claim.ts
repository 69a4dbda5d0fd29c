import type { WorkloadSpec } from '../spec/flow-spec';
import { objectLabels } from './labels';
import { compact, type Manifest } from './manifest';
import { type NamingContext, objectName } from './naming';

/** @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#persistentvolumeclaims */
export function claim(context: NamingContext, spec: WorkloadSpec): Manifest | undefined {
  if (spec.kind !== 'store' || !spec.volume) return undefined;
  const { size, storageClass, accessMode } = spec.volume;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: compact({
      name: objectName(context, spec.flow),
      labels: objectLabels(context, spec),
      annotations: spec.annotations,
    }) as Manifest['metadata'],
    spec: compact({
      accessModes: [accessMode ?? 'ReadWriteOnce'],
      storageClassName: storageClass,
      resources: { requests: { storage: size } },
    }),
  };
}
