import { isMap, mapsIn, valueAt } from '../data/merge';
import { errorIssue, type Issue, suggest } from '../diagnostics';
import { podContainersOf } from '../targets/kubernetes/pod-template-of';
import type { AssembledObject } from './application-assembly';

/**
 * Reports variables whose key is not in the application's own ConfigMap. A kubelet does not start such a container. A
 * Secret is left out, because others fill it.
 */
export function missingKeys(objects: readonly AssembledObject[]): Issue[] {
  const configs = new Map(
    objects.flatMap((object) => (isConfig(object) ? [[nameOf(object), keysOf(object)] as const] : [])),
  );
  if (configs.size === 0) return [];
  return objects.flatMap((object) =>
    podContainersOf(object.manifest).flatMap((container) =>
      mapsIn(container.env).flatMap((variable): Issue[] => {
        const { name, key, optional } = Object(valueAt(variable, ['valueFrom', 'configMapKeyRef']));
        const keys = configs.get(`${object.manifest.metadata.namespace} ${name}`);
        if (!keys || optional === true || keys.has(key)) return [];
        const message = `the variable \`${variable.name}\` gets the key \`${key}\` of the ConfigMap \`${name}\`, which has no such key`;
        const hint = suggest(String(key), [...keys]);
        return [errorIssue('invalid-value', message, { hint, path: object.path })];
      }),
    ),
  );
}

function isConfig({ manifest: { apiVersion, kind } }: AssembledObject): boolean {
  return apiVersion === 'v1' && kind === 'ConfigMap';
}

function nameOf({ manifest: { metadata } }: AssembledObject): string {
  return `${metadata.namespace} ${metadata.name}`;
}

function keysOf({ manifest: { data, binaryData } }: AssembledObject): Set<string> {
  return new Set([data, binaryData].flatMap((values) => Object.keys(isMap(values) ? values : {})));
}
