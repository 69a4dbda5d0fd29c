import type { KubernetesObject } from '../../assembly/application-assembly';
import { runsPods } from '../../kubernetes/kinds';
import type { Right } from '../rights/right';
import { namedSecrets } from './named-secrets';

/**
 * The rights that `deploy --logs` needs beside those of a deploy: to read the output of pods, whose names are not known
 * in advance, and the Secrets whose values are masked.
 */
export function logRights(manifests: readonly KubernetesObject[]): Right[] {
  const namespaces = manifests.filter(({ kind }) => runsPods(kind)).map(({ metadata }) => metadata.namespace);
  return [
    ...[...new Set(namespaces)].map((namespace) => ({ namespace, group: '', resource: 'pods/log', verb: 'get' })),
    ...namedSecrets(manifests).map((secret) => ({ ...secret, group: '', resource: 'secrets', verb: 'get' })),
  ];
}
