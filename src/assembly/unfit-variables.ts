import { groupBy } from '../data/group-by';
import { isMap, mapsIn, valueAt } from '../data/merge';
import { errorIssue, type Issue } from '../diagnostics';
import { locateLastSet } from '../environments/layers';
import { expectedOfProcess, fitForProcess } from '../kubernetes/process-text';
import type { ApplicationModel } from '../model/application-model';
import { podContainersOf } from '../targets/kubernetes/pod-template-of';
import type { AssembledObject } from './application-assembly';

/** Content of a ConfigMap or a Secret that some process could not get. */
interface Content {
  readonly object: AssembledObject;
  readonly field: string;
  readonly key: string;
  readonly text: string;
}

/** A container that gets variables from a ConfigMap or a Secret. */
interface Use {
  readonly pods: AssembledObject;
  /** The kind, the namespace and the name of the ConfigMap or the Secret. */
  readonly source: string;
  /** Returns the name of the variable that a key becomes; undefined if the key becomes none. */
  readonly variableOf: (key: string) => string | undefined;
}

/** The least length of a text that is compared with what Linux allows for a variable and its name. Characters. */
const longText = 30_000;

/** Reports content of the application's ConfigMaps and Secrets that becomes a variable, and that no process can get. */
export function unfitVariables(objects: readonly AssembledObject[], { configs }: ApplicationModel): Issue[] {
  const contents = objects.flatMap(contentsOf);
  if (contents.length === 0) return [];
  const uses = groupBy(objects.flatMap(usesIn), ({ source }) => source);
  return contents.flatMap(({ object, field, key, text }): Issue[] => {
    const { kind, metadata } = object.manifest;
    for (const { pods, variableOf } of uses.get(sourceOf(kind, metadata.namespace, metadata.name)) ?? []) {
      const variable = variableOf(key);
      const expected = variable === undefined ? undefined : expectedOfProcess(text, variable);
      if (expected === undefined) continue;
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

function usesIn(pods: AssembledObject): Use[] {
  const { namespace } = pods.manifest.metadata;
  return podContainersOf(pods.manifest).flatMap((container) => [
    ...mapsIn(container.envFrom).flatMap((entry) =>
      referred(entry, 'configMapRef', 'secretRef').map(([kind, { name }]): Use => {
        return { pods, source: sourceOf(kind, namespace, name), variableOf: (key) => `${entry.prefix ?? ''}${key}` };
      }),
    ),
    ...mapsIn(container.env).flatMap((entry) =>
      referred(entry.valueFrom, 'configMapKeyRef', 'secretKeyRef').map(([kind, { name, key: wanted }]): Use => {
        const variableOf = (key: string) => (key === wanted ? String(entry.name) : undefined);
        return { pods, source: sourceOf(kind, namespace, name), variableOf };
      }),
    ),
  ]);
}

/** The references to a ConfigMap and to a Secret in fields of these names, with the kind. */
function referred(value: unknown, config: string, secret: string) {
  return [['ConfigMap', valueAt(value, [config])] as const, ['Secret', valueAt(value, [secret])] as const].flatMap(
    ([kind, reference]) => (isMap(reference) ? [[kind, reference] as const] : []),
  );
}

function sourceOf(kind: string, namespace: unknown, name: unknown): string {
  return `${kind} ${namespace} ${name}`;
}
