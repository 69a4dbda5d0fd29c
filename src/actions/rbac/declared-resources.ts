import type { KubernetesObject } from '../../assembly/application-assembly';
import type { Resource, Resources } from '../../cluster/cluster';
import { groupOf, versionOf } from '../../kubernetes/api-version';
import { builtinResource } from '../../targets/kubernetes/api-resource';
import { customKinds, firstOf } from '../../targets/kubernetes/validation';
import { readCrdFolder } from '../../workspace/crd-folder';
import { readWorkspaceFile } from '../../workspace/workspace-file';

/**
 * The resources of kinds as far as they are known without a cluster: built-in kinds, and kinds that are defined here.
 */
export function declaredResources(root: string, manifests: readonly KubernetesObject[]): Resources {
  const custom = firstOf(customKinds(manifests), readCrdFolder(root, readWorkspaceFile(root).options.crds).kinds);
  const find = (apiVersion: string, kind: string): Resource | undefined => {
    const group = groupOf(apiVersion);
    const found = builtinResource(apiVersion, kind) ?? custom.resourceOf(group, kind);
    return found && { group, version: versionOf(apiVersion), kind, verbs: [], ...found };
  };
  return { find, preferred: () => undefined, namespacedKinds: () => [] };
}
