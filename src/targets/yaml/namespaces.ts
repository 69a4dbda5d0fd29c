import type { ApplicationAssembly, KubernetesObject } from '../../assembly/application-assembly';
import { ownNamespace, sharedNamespace } from '../../assembly/namespaces';
import type { OutputFile } from '../../output/output-unit';
import { stringifyObject } from './stringify';

/** Sorts before every application's folder and file, so that `kubectl apply -R` creates the namespace first. */
const fileName = '00-namespace.yaml';

/** The file of an application's own namespace, if its environment creates it. */
export function namespaceFiles(assembly: ApplicationAssembly): OutputFile[] {
  const namespace = ownNamespace(assembly);
  if (!namespace) return [];
  return [namespaceFile(`${assembly.environment.name}/${assembly.application}/${fileName}`, namespace)];
}

/** The files of namespaces that applications of an environment share. They belong to the environment. */
export function sharedNamespaceFiles(assemblies: readonly ApplicationAssembly[]): OutputFile[] {
  const environments = new Set(assemblies.map(({ environment }) => environment));
  return [...environments].flatMap((environment) => {
    const namespace = sharedNamespace(environment);
    return namespace ? [namespaceFile(`${environment.name}/${fileName}`, namespace)] : [];
  });
}

function namespaceFile(path: string, manifest: KubernetesObject): OutputFile {
  return { path, text: stringifyObject(manifest), objects: [{ path: '', manifest }] };
}
