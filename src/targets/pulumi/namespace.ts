import type { ApplicationAssembly, KubernetesObject } from '../../assembly/application-assembly';
import { ownNamespace, sharedNamespace } from '../../assembly/namespaces';

/** The namespace that an application is put into, where its environment says to make it. */
export interface NamespaceResource {
  readonly kind: 'Namespace' | 'NamespacePatch';
  readonly manifest: KubernetesObject;
}

/**
 * One of its own goes when the application goes. One that it shares is patched: made if it is missing,
 * and left where it is, for it belongs to none of those that share it.
 */
export function namespaceOf(assembly: ApplicationAssembly): NamespaceResource | undefined {
  const own = ownNamespace(assembly);
  if (own) return { kind: 'Namespace', manifest: own };
  const shared = sharedNamespace(assembly.environment);
  return shared && { kind: 'NamespacePatch', manifest: shared };
}
