import { isMap, valueAt } from '../data/merge';
import { errorIssue, type Issue } from '../diagnostics';
import { locateLastSet } from '../environments/layers';
import { expectedOfProcess, fitForProcess } from '../kubernetes/process-text';
import type { ApplicationModel } from '../model/application-model';
import { podTemplateOf } from '../targets/kubernetes/pod-template-of';
import type { AssembledObject } from './application-assembly';

/** Content of a ConfigMap or a Secret that some process could not get. */
interface Content {
  readonly object: AssembledObject;
  readonly field: string;
  readonly key: string;
  readonly text: string;
}

/** A variable of a container that gets its value from a ConfigMap or a Secret. */
interface Use {
  readonly pods: AssembledObject;
  readonly variable: string;
}

/** Far below what Linux allows, so that a variable with any name is looked at. Characters. */
const longText = 30_000;

/** Reports content of the application's ConfigMaps and Secrets that becomes a variable, and that no process can get. */
export function unfitVariables(objects: readonly AssembledObject[], { configs }: ApplicationModel): Issue[] {
  return objects.flatMap(contentsOf).flatMap((content): Issue[] => {
    const { object, field, key, text } = content;
    for (const { pods, variable } of usesOf(content, objects)) {
      const expected = expectedOfProcess(text, variable);
      if (expected === undefined) continue;
      const { kind, metadata } = object.manifest;
      const config = kind === 'ConfigMap' ? configs.find(({ name }) => name === metadata.name) : undefined;
      const message = `\`${key}\` becomes the variable \`${variable}\` of \`${pods.path}\`, and no process can get it; expected ${expected}`;
      const location = config && locateLastSet(config.layers, ['data', key]);
      return [
        errorIssue('invalid-value', message, { hint: fitForProcess, path: `${object.path} ${field}.${key}`, location }),
      ];
    }
    return [];
  });
}

function contentsOf(object: AssembledObject): Content[] {
  const { apiVersion, kind } = object.manifest;
  if (apiVersion !== 'v1' || (kind !== 'ConfigMap' && kind !== 'Secret')) return [];
  return ['data', 'stringData'].flatMap((field) => {
    const values = object.manifest[field];
    return Object.entries(isMap(values) ? values : {}).flatMap(([key, value]): Content[] => {
      if (typeof value !== 'string') return [];
      const isEncoded = kind === 'Secret' && field === 'data';
      const text = isEncoded ? Buffer.from(value, 'base64').toString('utf8') : value;
      return text.includes('\0') || text.length > longText ? [{ object, field, key, text }] : [];
    });
  });
}

function usesOf({ object, key }: Content, objects: readonly AssembledObject[]): Use[] {
  const { kind, metadata } = object.manifest;
  const [whole, one] = kind === 'Secret' ? ['secretRef', 'secretKeyRef'] : ['configMapRef', 'configMapKeyRef'];
  return objects.flatMap((pods) => {
    const template = podTemplateOf(pods.manifest);
    if (!template || pods.manifest.metadata.namespace !== metadata.namespace) return [];
    return ['containers', 'initContainers'].flatMap((list) =>
      mapsIn(template, ['spec', list]).flatMap((container) => [
        ...mapsIn(container, ['envFrom'])
          .filter((source) => valueAt(source, [whole, 'name']) === metadata.name)
          .map(({ prefix = '' }): Use => ({ pods, variable: `${prefix}${key}` })),
        ...mapsIn(container, ['env'])
          .filter((variable) => {
            const source = valueAt(variable, ['valueFrom', one]);
            return valueAt(source, ['name']) === metadata.name && valueAt(source, ['key']) === key;
          })
          .map(({ name }): Use => ({ pods, variable: String(name) })),
      ]),
    );
  });
}

function mapsIn(value: unknown, path: readonly string[]): Readonly<Record<string, unknown>>[] {
  const found = valueAt(value, path);
  return Array.isArray(found) ? found.filter(isMap) : [];
}
