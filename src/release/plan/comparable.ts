import type { KubernetesObject } from '../../assembly/application-assembly';

/** Fields that the server sets by itself. */
const ofServer = ['managedFields', 'resourceVersion', 'generation', 'uid', 'creationTimestamp', 'selfLink'];

/** The annotation that the controller of Deployments sets, also between the reading of an object and a dry run. */
const ofController = 'deployment.kubernetes.io/revision';

/** An object without the fields that the server and the controller of Deployments set, and without its status. */
export function withoutServerFields({ status: _, ...object }: KubernetesObject): KubernetesObject {
  const { annotations = {}, ...others } = object.metadata;
  const kept = Object.entries(others).filter(([key]) => !ofServer.includes(key));
  const declared = Object.entries(annotations as object).filter(([key]) => key !== ofController);
  const metadata = {
    ...Object.fromEntries(kept),
    ...(declared.length > 0 && { annotations: Object.fromEntries(declared) }),
  };
  return { ...object, metadata: metadata as KubernetesObject['metadata'] };
}
