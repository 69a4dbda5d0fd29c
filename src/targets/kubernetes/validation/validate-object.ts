import { suggest } from '../../../diagnostics';
import { groupOf, versionOf } from '../../../kubernetes/api-version';
import { encodingViolations } from './base64';
import { type BuiltinSchemas, builtinSchemas } from './builtin';
import { checkLimit, checkValue, type ValueViolation } from './check-value';
import { annotationViolations, sizeViolations } from './content-size';
import type { CustomKinds } from './custom-kinds';
import { defaultViolations } from './default-values';
import { withDefaults } from './defaults';
import { describeViolation } from './explain';
import { limitOfKind, nameOfCustomKind } from './limits/kinds';
import type { Limit } from './limits/limit';
import { metadataOfAnyKind } from './limits/metadata';
import type { ObjectViolation } from './object-violation';
import type { Schema } from './schema';
import { unservedKind } from './served';
import { type KubernetesVersion, newestKubernetes } from './versions';

export interface ValidationOptions {
  /** The version of Kubernetes that the object is for. @default the newest known version */
  readonly version?: KubernetesVersion;
  /** The custom kinds that are known. @default none */
  readonly crds?: CustomKinds;
  /** The unknown fields that are allowed, such as `Deployment.spec.template.spec.newField`. @default none */
  readonly allow?: readonly string[];
}

/**
 * What an API server would refuse of an object or drop silently: unknown fields, values of a wrong type, missing
 * fields, and kinds that the version of Kubernetes does not serve.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#setting-the-field-validation-level
 */
export function validateObject(object: unknown, options: ValidationOptions = {}): ObjectViolation[] {
  const { apiVersion, kind, items } = (object ?? {}) as Record<string, unknown>;
  if (!isText(apiVersion) || !isText(kind)) {
    return [
      ...(isText(apiVersion) ? [] : [missingField('apiVersion')]),
      ...(isText(kind) ? [] : [missingField('kind')]),
    ];
  }
  // The API server does not know the kind List. kubectl applies its items.
  if (apiVersion === 'v1' && kind === 'List' && Array.isArray(items)) {
    return items.flatMap((item, index) => within(['items', index], validateObject(item, options)));
  }
  return withoutRepeats(validateKind(object, apiVersion, kind, options));
}

/** Leaves out the report that a value is unusual if the value is also reported as wrong. */
function withoutRepeats(found: readonly ObjectViolation[]): ObjectViolation[] {
  const wrong = new Set(found.flatMap(({ severity, path }) => (severity === 'error' ? [path.join('\0')] : [])));
  return wrong.size === 0
    ? [...found]
    : found.filter(({ severity, path }) => severity === 'error' || !wrong.has(path.join('\0')));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function validateKind(
  object: unknown,
  apiVersion: string,
  kind: string,
  options: ValidationOptions,
): ObjectViolation[] {
  const { version = newestKubernetes, crds, allow = [] } = options;
  const builtin = builtinSchemas(version);
  const own = builtin.kind(`${apiVersion} ${kind}`);
  const isKnown = tellsOnce();
  if (own)
    return [
      ...violations(object, own, true, builtin, kind, allow, isKnown),
      ...limitViolations(object, limitOfKind(apiVersion, kind), kind, builtin, isKnown),
      ...encodingViolations(object, apiVersion, kind),
      ...sizeViolations(object, apiVersion, kind),
      ...annotationViolations(object),
      ...defaultViolations(object, kind, builtin),
    ];
  const [group, name] = [groupOf(apiVersion), versionOf(apiVersion)];
  const versions = crds?.versionsOf(group, kind);
  const custom = versions?.get(name);
  if (custom) {
    return [
      ...violations(withDefaults(object, custom), custom, false, builtin, kind, allow, isKnown),
      ...limitViolations(object, nameOfCustomKind, kind, builtin, isKnown),
      ...annotationViolations(object),
    ];
  }
  const ofMetadata = [
    ...limitViolations(object, metadataOfAnyKind, kind, builtin, isKnown),
    ...annotationViolations(object),
  ];
  if (versions) return [unknownVersion(apiVersion, kind, name, [...versions.keys()]), ...ofMetadata];
  return [unservedKind(apiVersion, kind, version) ?? unknownKind(apiVersion, kind), ...ofMetadata];
}

/**
 * Returns a function that reports whether a problem of the same value was reported before. The schema and the API
 * server can both demand a field, or refuse a text.
 */
function tellsOnce(): (problem: ValueViolation) => boolean {
  const told = new Set<string>();
  return ({ kind, path, value }) => {
    const isOther = kind === 'unknown' || kind === 'unusual';
    if (isOther || (typeof value === 'object' && value !== null)) return false;
    const place = path.join('\0');
    if (told.has(place)) return true;
    told.add(place);
    return false;
  };
}

function violations(
  object: unknown,
  schema: Schema,
  nullIsAbsent: boolean,
  builtin: BuiltinSchemas,
  kind: string,
  allow: readonly string[],
  isKnown: (problem: ValueViolation) => boolean,
): ObjectViolation[] {
  const found: ObjectViolation[] = [];
  checkValue(object, schema, {
    resolve: builtin.definition,
    nullIsAbsent,
    open: false,
    path: [],
    report(problem) {
      if (problem.kind === 'unknown' && allow.includes(fieldName(kind, problem.path))) return;
      if (isKnown(problem)) return;
      // Any text can be the content of a file.
      if (problem.kind === 'unusual' && hasContent.has(kind) && isContent(problem.path)) return;
      found.push(describeViolation(problem, builtin, kind === 'Secret' || kind === 'SecretList'));
    },
  });
  return found;
}

const hasContent = new Set(['ConfigMap', 'Secret']);

function isContent([field]: ObjectViolation['path']): boolean {
  return field === 'data' || field === 'stringData';
}

/** Finds what an API server demands beyond the schema of an object. The names of fields are not checked here. */
function limitViolations(
  object: unknown,
  limit: Limit,
  kind: string,
  builtin: BuiltinSchemas,
  isKnown: (problem: ValueViolation) => boolean,
): ObjectViolation[] {
  const found: ObjectViolation[] = [];
  const report = (problem: ValueViolation) => {
    if (!isKnown(problem)) found.push(describeViolation(problem, builtin, kind === 'Secret'));
  };
  checkLimit(object, limit, { path: [], report });
  return found;
}

/** The field without indexes: `Deployment.spec.template.spec.containers.image` stands for every item of a list. */
function fieldName(kind: string, path: ObjectViolation['path']): string {
  return [kind, ...path.filter((step) => typeof step === 'string')].join('.');
}

function missingField(field: string): ObjectViolation {
  return {
    code: 'missing-field',
    severity: 'error',
    path: [field],
    message: `the required field \`${field}\` is missing`,
  };
}

function within(path: ObjectViolation['path'], inner: readonly ObjectViolation[]): ObjectViolation[] {
  return inner.map((violation) => ({ ...violation, path: [...path, ...violation.path] }));
}

function unknownVersion(apiVersion: string, kind: string, name: string, versions: readonly string[]): ObjectViolation {
  const hint = suggest(name, versions);
  const message = `the CustomResourceDefinition of kind \`${kind}\` does not serve \`${apiVersion}\``;
  return { code: 'api-not-served', severity: 'error', path: ['apiVersion'], message, ...(hint && { hint }) };
}

function unknownKind(apiVersion: string, kind: string): ObjectViolation {
  const message = `no schema is known for kind \`${kind}\` of \`${apiVersion}\`, so its fields are not checked`;
  const hint = 'add its CustomResourceDefinition to the `crds` folder';
  return { code: 'kind-unknown', severity: 'warning', path: [], message, hint };
}
