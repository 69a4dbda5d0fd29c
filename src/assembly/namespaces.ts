import { applicationOverlay, type Environment } from '../environments/environment';
import { instanceIn } from '../environments/instance';
import { managedByLabel, managedByTowpath } from '../kubernetes/labels';
import type { ApplicationAssembly, KubernetesObject } from './application-assembly';

/** The namespace of one application, if its environment creates it. */
export function ownNamespace({
  application,
  environment,
}: Pick<ApplicationAssembly, 'application' | 'environment'>): KubernetesObject | undefined {
  const { namespace } = instanceIn(environment, application);
  const isCreated = applicationOverlay(environment, application).createNamespace ?? environment.props.createNamespace;
  if (!namespace || !isCreated || namespace === environment.props.namespace) return undefined;
  return namespaceObject(namespace);
}

/** The namespace that the applications of an environment share, if the environment creates it. */
export function sharedNamespace({ props }: Environment): KubernetesObject | undefined {
  return props.namespace && props.createNamespace ? namespaceObject(props.namespace) : undefined;
}

/** The created namespaces that an application needs. */
export function namespacesFor(
  of: Pick<ApplicationAssembly, 'application' | 'environment'>,
  namespace: string | undefined,
): KubernetesObject[] {
  const all = [sharedNamespace(of.environment), ownNamespace(of)].filter((one) => one !== undefined);
  return all.filter(({ metadata }) => metadata.name === namespace);
}

/** The object names no environment, because environments may share a namespace and would overwrite a label in turn. */
function namespaceObject(namespace: string): KubernetesObject {
  const labels = { [managedByLabel]: managedByTowpath };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } };
}
