import type { KubernetesObject } from '../../assembly/application-assembly';
import { revisionAnnotation, withoutServerMetadata } from '../../kubernetes/server-fields';

/** An object without the fields that the server and the controller of Deployments set, and without its status. */
export function withoutServerFields({ status: _, ...object }: KubernetesObject): KubernetesObject {
  const metadata = withoutServerMetadata(object.metadata, [revisionAnnotation]);
  return { ...object, metadata: metadata as KubernetesObject['metadata'] };
}
