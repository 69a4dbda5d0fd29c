import type { ApplicationAssembly } from '../../assembly/application-assembly';
import type { OutputFile, OutputUnit } from '../../assembly/output';
import { applicationOverlay } from '../../environments/environment';
import { stringifyObject } from './stringify';

/** Sorts before every application's folder and file, so that `kubectl apply -R` makes the namespace first. */
const fileName = '00-namespace.yaml';

/** The namespace that an application has for itself, where its environment says to write it. */
export function namespaceFiles({ application, environment }: ApplicationAssembly): OutputFile[] {
  const { namespace, createNamespace = environment.props.createNamespace } = applicationOverlay(
    environment,
    application,
  );
  if (!namespace || !createNamespace || namespace === environment.props.namespace) return [];
  return [namespaceFile(`${environment.name}/${application}/${fileName}`, namespace, environment.name)];
}

/** The namespace that an environment's applications share: a file of the environment, not of any of them. */
export function sharedNamespaceUnits(assemblies: readonly ApplicationAssembly[]): OutputUnit[] {
  const environments = new Set(assemblies.map(({ environment }) => environment));
  return [...environments].flatMap(({ name, props: { namespace, createNamespace } }): OutputUnit[] => {
    if (!namespace || !createNamespace) return [];
    return [{ environment: name, files: [namespaceFile(`${name}/${fileName}`, namespace, name)], about: {} }];
  });
}

function namespaceFile(path: string, namespace: string, environment: string): OutputFile {
  const labels = { 'app.kubernetes.io/managed-by': 'towpath', 'towpath.dev/environment': environment };
  const manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } };
  return { path, text: stringifyObject(manifest), objects: [{ path: '', manifest }] };
}
