import { isMap, valueAt } from '../data/merge';
import { errorIssue, type Issue, suggest } from '../diagnostics';
import { podTemplateOf } from '../targets/kubernetes/pod-template-of';
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
  return objects.flatMap((object) => {
    const template = podTemplateOf(object.manifest);
    return ['containers', 'initContainers'].flatMap((list) =>
      mapsIn(valueAt(template, ['spec', list])).flatMap((container) =>
        mapsIn(container.env).flatMap((variable): Issue[] => {
          const { name, key, optional } = Object(valueAt(variable, ['valueFrom', 'configMapKeyRef']));
          const keys = configs.get(`${object.manifest.metadata.namespace} ${name}`);
          if (!keys || optional === true || keys.includes(key)) return [];
          const message = `the variable \`${variable.name}\` gets the key \`${key}\` of the ConfigMap \`${name}\`, which has no such key`;
          const path = object.path;
          return [errorIssue('invalid-value', message, { hint: suggest(String(key), keys), path })];
        }),
      ),
    );
  });
}

function isConfig({ manifest: { apiVersion, kind } }: AssembledObject): boolean {
  return apiVersion === 'v1' && kind === 'ConfigMap';
}

function nameOf({ manifest: { metadata } }: AssembledObject): string {
  return `${metadata.namespace} ${metadata.name}`;
}

function keysOf({ manifest: { data, binaryData } }: AssembledObject): string[] {
  return [data, binaryData].flatMap((values) => Object.keys(isMap(values) ? values : {}));
}

function mapsIn(list: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? list.filter(isMap) : [];
}
