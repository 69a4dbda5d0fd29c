import { merge, withoutNulls } from '../data/merge';
import { applicationOverlay, type Environment } from '../environments/environment';
import type { ApplicationOverlay } from '../environments/environment-types';
import { instanceIn } from '../environments/instance';
import { managedByLabel, managedByTowpath } from '../kubernetes/labels';
import { unlessEmpty, withoutUndefined } from '../model/compact';
import type { ApplicationAssembly, KubernetesObject } from './application-assembly';

/** The settings of an environment, or of one of its applications, for the namespace that it creates. */
type Particulars = Pick<ApplicationOverlay, 'namespaceLabels' | 'namespaceAnnotations'>;

/** The namespace of one application, if its environment creates it. It has the labels of the environment, too. */
export function ownNamespace({
  application,
  environment,
}: Pick<ApplicationAssembly, 'application' | 'environment'>): KubernetesObject | undefined {
  const { namespace } = instanceIn(environment, application);
  const overlay = applicationOverlay(environment, application);
  const isCreated = overlay.createNamespace ?? environment.props.createNamespace;
  if (!namespace || !isCreated || namespace === environment.props.namespace) return undefined;
  return namespaceObject(namespace, environment, overlay);
}

/** The namespace that the applications of an environment share, if the environment creates it. */
export function sharedNamespace(environment: Environment): KubernetesObject | undefined {
  const { namespace, createNamespace } = environment.props;
  return namespace && createNamespace ? namespaceObject(namespace, environment) : undefined;
}

/** The created namespaces that an application needs. */
export function namespacesFor(
  of: Pick<ApplicationAssembly, 'application' | 'environment'>,
  namespace: string | undefined,
): KubernetesObject[] {
  const all = [sharedNamespace(of.environment), ownNamespace(of)].filter((one) => one !== undefined);
  return all.filter(({ metadata }) => metadata.name === namespace);
}

/**
 * The object of a namespace. It does not name the environment, because environments may share a namespace, and each of
 * them would overwrite the label of the other.
 */
function namespaceObject(name: string, { props }: Environment, overlay: Particulars = {}): KubernetesObject {
  const towpathLabels = { [managedByLabel]: managedByTowpath };
  const layers: Particulars[] = [props, overlay];
  const [labels, annotations] = [
    withoutNulls(layers.reduce<unknown>((all, { namespaceLabels }) => merge(all, namespaceLabels), towpathLabels)),
    withoutNulls(layers.reduce<unknown>((all, layer) => merge(all, layer.namespaceAnnotations), {})),
  ] as Readonly<Record<string, string>>[];
  const metadata = withoutUndefined({ name, labels: unlessEmpty(labels), annotations: unlessEmpty(annotations) });
  return { apiVersion: 'v1', kind: 'Namespace', metadata };
}
