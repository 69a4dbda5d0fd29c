import { formatPath, type Issue } from '../diagnostics';
import {
  type CustomKinds,
  customKinds,
  firstOf,
  type ObjectViolation,
  validateObject,
} from '../targets/kubernetes/validation';
import { readCrdFolder } from '../workspace/crd-folder';
import type { WorkspaceOptions } from '../workspace/workspace-file';
import { refusedSecrets } from './allowed-secrets';
import type { AssembledObject, KubernetesObject } from './application-assembly';

/** Compares the objects of one application with the schemas of their kinds. */
export interface ObjectCheck {
  /** Returns the custom kinds that the workspace and the given objects define. */
  kindsOf(objects: readonly KubernetesObject[]): CustomKinds;
  issuesOf(objects: readonly AssembledObject[]): readonly Issue[];
}

/**
 * The check with a workspace's options: its version of Kubernetes, its definitions of custom kinds, and the fields and
 * Secrets that it allows.
 *
 * @param root absolute path of the workspace
 */
export function objectCheck(
  root: string,
  { kubernetes, crds, allowFields, allowSecrets }: WorkspaceOptions,
): ObjectCheck {
  const folder = readCrdFolder(root, crds);
  // An application may contain its own definitions.
  const kindsOf = (objects: readonly KubernetesObject[]) => firstOf(customKinds(objects), folder.kinds);
  const issuesOf = (objects: readonly AssembledObject[]) => {
    const kinds = kindsOf(objects.map(({ manifest }) => manifest));
    const options = {
      crds: kinds,
      ...(kubernetes && { version: kubernetes }),
      ...(allowFields && { allow: allowFields }),
    };
    const found = objects.flatMap(({ manifest, path, flow }) =>
      validateObject(manifest, options)
        // Objects of flows have custom kinds only if towpath writes them, such as a Route, and need no definition.
        .filter(({ code }) => code !== 'kind-unknown' || flow === undefined)
        .map((finding) => issueOf(finding, path)),
    );
    const isCustom = (group: string, kind: string) => kinds.versionsOf(group, kind) !== undefined;
    return [...folder.issues, ...found, ...refusedSecrets(objects, allowSecrets, isCustom)];
  };
  return { kindsOf, issuesOf };
}

function issueOf({ path, ...finding }: ObjectViolation, object: string): Issue {
  return { ...finding, path: path.length === 0 ? object : `${object} ${formatPath(path)}` };
}
