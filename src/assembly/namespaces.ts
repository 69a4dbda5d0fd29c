import { applicationOverlay, type Environment } from '../environments/environment';
import type { ApplicationAssembly, KubernetesObject } from './application-assembly';

/** The namespace that an application has for itself, where its environment says to make it. */
export function ownNamespace({
  application,
  environment,
}: Pick<ApplicationAssembly, 'application' | 'environment'>): KubernetesObject | undefined {
  const { namespace, createNamespace = environment.props.createNamespace } = applicationOverlay(
    environment,
    application,
  );
  if (!namespace || !createNamespace || namespace === environment.props.namespace) return undefined;
  return namespaceObject(namespace, environment.name);
}

/** The namespace that an environment's applications share, where it says to make it: nobody's among them. */
export function sharedNamespace({ name, props }: Environment): KubernetesObject | undefined {
  return props.namespace && props.createNamespace ? namespaceObject(props.namespace, name) : undefined;
}

/** Both of them, as far as an application that stands in a namespace needs them. */
export function namespacesFor(
  of: Pick<ApplicationAssembly, 'application' | 'environment'>,
  namespace: string | undefined,
): KubernetesObject[] {
  const all = [sharedNamespace(of.environment), ownNamespace(of)].filter((one) => one !== undefined);
  return all.filter(({ metadata }) => metadata.name === namespace);
}

function namespaceObject(namespace: string, environment: string): KubernetesObject {
  const labels = { 'app.kubernetes.io/managed-by': 'towpath', 'towpath.dev/environment': environment };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } };
}
