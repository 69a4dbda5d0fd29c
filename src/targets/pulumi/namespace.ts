import type { ApplicationAssembly, KubernetesObject } from '../../assembly/application-assembly';
import { ownNamespace, sharedNamespace } from '../../assembly/namespaces';

/** The namespace of an application, if its environment creates it. */
export interface NamespaceResource {
  readonly kind: 'Namespace' | 'NamespacePatch';
  readonly manifest: KubernetesObject;
}

/**
 * A namespace of the application's own is deleted with the application. A shared one is patched: it is created if it is
 * missing, and never deleted, because it belongs to none of the applications.
 */
export function namespaceOf(assembly: ApplicationAssembly): NamespaceResource | undefined {
  const own = ownNamespace(assembly);
  if (own) return { kind: 'Namespace', manifest: own };
  const shared = sharedNamespace(assembly.environment);
  return shared && { kind: 'NamespacePatch', manifest: shared };
}
