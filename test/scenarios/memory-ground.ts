import { randomUUID } from 'node:crypto';
import { memoryCluster } from '../memory-cluster/memory-cluster';
import { outlast } from './clock';
import type { Ground } from './ground';

/** A new cluster in memory. */
export function memoryGround(): Ground {
  const cluster = memoryCluster();
  return {
    async newNamespace() {
      const name = `test-${randomUUID()}`;
      await cluster.as('kubectl-create').create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
      return name;
    },
    connect: () => cluster.as(),
    by: (manager) => cluster.as(manager),
    async kubectlApply(object) {
      const { annotations } = object.metadata as { readonly annotations?: object };
      const last = { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify(object) };
      const metadata = { ...object.metadata, annotations: { ...annotations, ...last } };
      await cluster.as('kubectl-client-side-apply').create({ ...object, metadata });
    },
    outlast,
  };
}
