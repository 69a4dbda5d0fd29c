import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { KubernetesObject } from '../../assembly/application-assembly';
import type { LiveObject } from '../../cluster/cluster';
import { keyOf, refOf } from '../../cluster/object-ref';
import { escapeHidden } from '../../data/escape-hidden';
import { valueAt } from '../../data/merge';
import { errorIssue, formatPath, type Issue, TowpathError } from '../../diagnostics';
import type { Gates } from '../../gates/declared-gates';
import { gateViolations } from '../../gates/recorded-gates';
import {
  gatesAnnotation,
  liftedRulesAnnotation,
  overrideAnnotation,
  promotesFromAnnotation,
  workspaceAnnotation,
} from '../../kubernetes/labels';
import { check } from '../../model/check';
import { dnsLabel } from '../../model/formats';
import { quoteValue } from '../../model/quote-value';
import type { SchemaViolation } from '../../model/schema-violation';
import { workspaceNameText } from '../../workspace/workspace-name';
import type { DesiredObject } from '../desired';
import { releaseRef } from './instance';
import { indexIn, joinPieces, packedObjects } from './pieces';
import { parsePlainJson } from './plain-json';
import { releasedObjectSchema, releaseSchema, shownText } from './record-schema';
import type { Release } from './release';

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
  const annotated = checkedAnnotations(configMap);
  return annotated.issues.length > 0 ? annotated : { release: { ...value, ...annotated.values }, issues };
}

/** Reads what a record keeps in annotations. */
function checkedAnnotations(configMap: LiveObject): {
  values: Pick<Release, 'workspace' | 'gates' | 'promotesFrom' | 'override' | 'lifted'>;
  issues: readonly Issue[];
} {
  const {
    [workspaceAnnotation]: workspace,
    [overrideAnnotation]: override,
    [gatesAnnotation]: text,
    [promotesFromAnnotation]: sources,
    [liftedRulesAnnotation]: rules,
  } = configMap.metadata.annotations ?? {};
  const { value: gates, issues } =
    text === undefined
      ? { issues: [] }
      : checked<Gates>(configMap, gatesAnnotation, text, (parsed) => gateViolations(parsed));
  const isWorkspace = !workspace || workspaceNameText.test(workspace);
  const promotesFrom = sources?.split(',');
  const areNames = promotesFrom?.every((name) => dnsLabel.safeParse(name).success) ?? true;
  const lifted = rules?.split(',');
  const areRules = lifted?.every((rule) => dnsLabel.safeParse(rule).success) ?? true;
  const isReason = override === undefined || shownText.safeParse(override).success;
  return {
    values: {
      ...(workspace !== undefined && { workspace }),
      ...(gates !== undefined && { gates }),
      ...(promotesFrom && { promotesFrom }),
      ...(override !== undefined && { override }),
      ...(lifted && { lifted }),
    },
    issues: [
      ...(isWorkspace ? [] : [invalid(configMap, `\`${workspaceAnnotation}\` is not the name of a workspace`)]),
      ...(areNames ? [] : [invalid(configMap, `\`${promotesFromAnnotation}\` is not a list of environments`)]),
      ...(areRules ? [] : [invalid(configMap, `\`${liftedRulesAnnotation}\` is not a list of codes`)]),
      ...(isReason ? [] : [invalid(configMap, `\`${overrideAnnotation}\` is not a reason`)]),
      ...issues,
    ],
  };
}

/** Reads the names of the other ConfigMaps with the objects of a release from the first of these ConfigMaps. */
export function furtherPieces(first: KubernetesObject): string[] {
  const { pieces } = indexIn(first) ?? { pieces: 1 };
  return Array.from({ length: Math.max(pieces - 1, 0) }, (_, index) => `${first.metadata.name}.${index + 2}`);
}

/**
 * The objects of a release; undefined if they are not stored.
 *
 * @param configMap the first ConfigMap with objects of the release
 * @param others the further ones, in the order of `furtherPieces`; undefined for one that does not exist
 */
export function checkedObjects(
  configMap: KubernetesObject,
  others: readonly (KubernetesObject | undefined)[] = [],
): { objects?: DesiredObject[]; issues: readonly Issue[] } {
  const index = indexIn(configMap);
  if (!index) return { issues: [invalid(configMap, '`data` does not say how many pieces the objects have')] };
  if (index.pieces === 0) return { issues: [] };
  const names = furtherPieces(configMap);
  const missing = names.filter((_, position) => !others[position]).map((name) => `\`${name}\``);
  if (missing.length > 0)
    return { issues: [invalid(configMap, `${missing.join(', ')}, which holds more of its objects, is missing`)] };
  const packed = joinPieces([configMap, ...others.flatMap((one) => one ?? [])], index);
  if (!packed) {
    const pieces = names.map((name) => `\`${name}\``).join(', ');
    return { issues: [invalid(configMap, `it and ${pieces} do not fit together: one of them was changed`)] };
  }
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

function unpacked(packed: Buffer): string | undefined {
  try {
    return gunzipSync(packed, { maxOutputLength: largestText }).toString();
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
