import type { KubernetesObject } from '../../assembly/application-assembly';
import { runsPods } from '../../kubernetes/kinds';
import { namesIn } from '../../targets/kubernetes/references/names-in';

/** A Secret that the pods of an application read. */
export interface NamedSecret {
  readonly namespace: string | undefined;
  readonly name: string;
}

/** The Secrets that the pods of an application read, and those that are declared beside them: each once. */
export function namedSecrets(manifests: readonly KubernetesObject[]): NamedSecret[] {
  const found = manifests.flatMap((manifest): NamedSecret[] => {
    const { namespace, name } = manifest.metadata;
    if (manifest.kind === 'Secret') return [{ namespace, name }];
    if (!runsPods(manifest.kind)) return [];
    const names = namesIn(manifest).filter(({ kind }) => kind === 'Secret');
    return names.map((secret) => ({ namespace, name: secret.name }));
  });
  return [...new Map(found.map((secret) => [JSON.stringify(secret), secret])).values()];
}
