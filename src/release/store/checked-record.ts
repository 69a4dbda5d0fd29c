import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject } from '../../cluster/cluster';
import { keyOf, refOf } from '../../cluster/object-ref';
import { escapeHidden } from '../../data/escape-hidden';
import { valueAt } from '../../data/merge';
import { errorIssue, formatPath, type Issue, TowpathError } from '../../diagnostics';
import { workspaceAnnotation } from '../../kubernetes/labels';
import { check, quoteValue, type SchemaViolation } from '../../model/check';
import { workspaceNameText } from '../../workspace/workspace-name';
import type { DesiredObject } from '../desired';
import { releaseRef } from './instance';
import { parsePlainJson } from './plain-json';
import { releasedObjectSchema, releaseSchema } from './record-schema';
import type { Release } from './release';

/** The key under which a ConfigMap holds the objects of a release. */
export const packedObjects = 'objects.json.gz';

/** The largest size of a release's objects, uncompressed. Bytes. Larger ones are neither written nor read. */
export const largestText: number = 2 ** 25;

/**
 * Reads the release that a ConfigMap holds. Anybody who may write ConfigMaps may have written it, so everything is
 * checked: each field, and that the name of the ConfigMap fits the release.
 */
export function checkedRelease(configMap: LiveObject): { release?: Release; issues: readonly Issue[] } {
  const text = valueAt(configMap, ['data', 'release']);
  if (typeof text !== 'string') return { issues: [invalid(configMap, '`data.release` is missing')] };
  const { value, issues } = checked<Release>(
    configMap,
    'data.release',
    text,
    (parsed) => check(releaseSchema, parsed).violations,
  );
  if (!value) return { issues };
  const { name } = releaseRef({ instance: value.instance, namespace: '' }, value.revision);
  if (name !== configMap.metadata.name)
    return { issues: [invalid(configMap, `its content is the release of the ConfigMap \`${name}\``)] };
  const workspace = configMap.metadata.annotations?.[workspaceAnnotation];
  if (workspace === undefined) return { release: value, issues };
  if (workspace === '' || workspaceNameText.test(workspace)) return { release: { ...value, workspace }, issues };
  return { issues: [invalid(configMap, `\`${workspaceAnnotation}\` is not the name of a workspace`)] };
}

/** The objects that a ConfigMap holds of a release; undefined if it holds none. */
export function checkedObjects(configMap: KubernetesObject): { objects?: DesiredObject[]; issues: readonly Issue[] } {
  const packed = valueAt(configMap, ['binaryData', packedObjects]);
  if (typeof packed !== 'string') return { issues: [] };
  const text = unpacked(packed);
  if (text === undefined) {
    const problem = `\`${packedObjects}\` is not compressed, or holds more than ${largestText / 2 ** 20} MiB`;
    return { issues: [invalid(configMap, problem)] };
  }
  const { value, issues } = checked<DesiredObject[]>(configMap, packedObjects, text, (parsed) =>
    findingsInObjects(parsed, configMap.metadata.namespace),
  );
  return value ? { objects: value, issues } : { issues };
}

/** The largest number of problems to report, because a record can hold thousands of wrong values. */
const mostShown = 10;

/**
 * What is wrong with the objects of a release, up to the object at which there is too much to show.
 *
 * @param namespace the namespace of objects that name none
 */
function findingsInObjects(objects: unknown, namespace: string | undefined): readonly SchemaViolation[] {
  if (!Array.isArray(objects)) return check(z.array(z.unknown()), objects).violations;
  const found: SchemaViolation[] = [];
  const keys = new Set<string>();
  for (const [index, object] of objects.entries()) {
    if (found.length > mostShown) break;
    const { violations } = check(releasedObjectSchema, object);
    for (const one of violations) found.push({ ...one, path: [index, ...one.path] });
    if (violations.length > 0) continue;
    const ref = refOf((object as DesiredObject).manifest);
    const key = keyOf({ ...ref, namespace: ref.namespace ?? namespace });
    if (keys.has(key)) found.push({ path: [index], message: 'the same object occurs twice', code: 'invalid-value' });
    keys.add(key);
  }
  return found;
}

function unpacked(packed: string): string | undefined {
  try {
    return gunzipSync(Buffer.from(packed, 'base64'), { maxOutputLength: largestText }).toString();
  } catch {
    return undefined;
  }
}

/** Whether an error says only that a record holds no release of towpath's. */
export function isInvalidRecord(error: unknown): error is TowpathError {
  return TowpathError.is(error) && error.issues.every(({ code }) => code === 'release-record-invalid');
}

function checked<T>(
  configMap: KubernetesObject,
  field: string,
  text: string,
  findingsIn: (parsed: unknown) => readonly SchemaViolation[],
): { value?: T; issues: Issue[] } {
  const parsed = parsePlainJson(text);
  if ('problem' in parsed) return { issues: [invalid(configMap, `\`${field}\` ${parsed.problem}`)] };
  const violations = findingsIn(parsed.value);
  // The value as it was written, because a schema may reorder the keys of a map.
  if (violations.length === 0) return { value: parsed.value as T, issues: [] };
  const problems = violations.slice(0, mostShown).map(({ path, message }) => `\`${formatPath(path)}\`: ${message}`);
  const more = violations.length > mostShown ? ['and more problems'] : [];
  return { issues: [invalid(configMap, [...problems, ...more].join('; '))] };
}

function invalid({ metadata: { namespace, name } }: KubernetesObject, problem: string): Issue {
  return errorIssue(
    'release-record-invalid',
    escapeHidden(
      `the ConfigMap ${quoteValue(name)} in the namespace \`${namespace}\` is not a release that towpath wrote: ${problem}`,
    ),
    {
      hint: `look at it with \`kubectl -n ${namespace} get configmap ${name} -o yaml\`; anybody who may write ConfigMaps there can have changed it`,
    },
  );
}
