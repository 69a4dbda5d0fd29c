import { isMap } from '../../../../data/merge';
import { below, type Fields, isAbsent, type Limit, missing, type Say, stepsOf } from './limit';
import { checkConditions, checkKeywords, hasDefault, isSet } from './schema-keywords';
import { checkList } from './schema-lists';

/** Where a schema is: the whole object, a field of one, or the entries of a list. */
type Level = 'root' | 'field' | 'entry';

/** What the schema of a whole object cannot say beside the subresource `status`. */
const notBesideStatus = [
  ...['additionalProperties', 'allOf', 'anyOf', 'default', 'enum', 'maxProperties', 'minProperties', 'not', 'nullable'],
  ...[
    'definitions',
    'dependencies',
    'patternProperties',
    'oneOf',
    'x-kubernetes-embedded-resource',
    'x-kubernetes-int-or-string',
    'x-kubernetes-list-map-keys',
  ],
  ...['x-kubernetes-list-type', 'x-kubernetes-map-type'],
];

/**
 * The schema of a custom kind. Only the API server reads expressions, and compares defaults with their schemas.
 * @see
 *   https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export function structuralSchema(hasStatus: boolean): Limit {
  return (schema, say) => {
    if (!isMap(schema)) return;
    const other = hasStatus ? notBesideStatus.find((name) => isSet(schema[name])) : undefined;
    if (other !== undefined) say('no value, because the version has the subresource `status`', [other]);
    if (hasDefault(schema)) say('no value, because an object has no default', ['default']);
    if (schema.nullable === true) say('no value, because an object is never null', ['nullable']);
    checkSchema(schema, 'root', say);
  };
}

function checkSchema(schema: Fields, level: Level, say: Say): void {
  checkKeywords(schema, say);
  checkType(schema, level, say);
  checkProperties(schema, level, say);
  checkList(schema, say);
  if (isMap(schema.items)) checkSchema(schema.items, 'entry', below(say, 'items'));
  if (!isAbsent(schema['x-kubernetes-map-type']) && schema.type !== 'object') {
    say('`object`, because `x-kubernetes-map-type` is set', ['type']);
  }
  checkConditions(schema, say);
}

function checkType(schema: Fields, level: Level, say: Say): void {
  const isEither = schema['x-kubernetes-int-or-string'] === true;
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true;
  const isWhole = schema['x-kubernetes-embedded-resource'] === true;
  const type = isAbsent(schema.type) ? undefined : schema.type;
  if (isWhole && type !== 'object') say('`object`, because `x-kubernetes-embedded-resource` is set', ['type']);
  else if (type === undefined && !isEither && !isOpen) say(missing, ['type']);
  if (level === 'root' && type !== undefined && type !== 'object') say('`object`', ['type']);
  if (isEither && isOpen) {
    say('no value beside `x-kubernetes-int-or-string`', ['x-kubernetes-preserve-unknown-fields']);
  }
  if (isEither && isWhole) say('no value beside `x-kubernetes-int-or-string`', ['x-kubernetes-embedded-resource']);
  if (isWhole && !isOpen && stepsOf(schema.properties).length === 0) {
    say('properties, or `x-kubernetes-preserve-unknown-fields: true`');
  }
}

function checkProperties(schema: Fields, level: Level, say: Say): void {
  const { properties, additionalProperties } = schema;
  const isWhole = schema['x-kubernetes-embedded-resource'] === true;
  if (!isAbsent(additionalProperties)) {
    if (level === 'root' || isWhole) say('no value for a whole object', ['additionalProperties']);
    else if (stepsOf(properties).length > 0 && additionalProperties !== true) {
      say('no value beside `properties`', ['additionalProperties']);
    }
    if (isMap(additionalProperties)) checkSchema(additionalProperties, 'field', below(say, 'additionalProperties'));
  }
  for (const [name, property] of stepsOf(properties)) {
    if (!isMap(property)) continue;
    const told = below(say, 'properties', name);
    if (level !== 'root' && !isWhole) checkSchema(property, 'field', told);
    else if (name === 'metadata') checkMetadata(property, level, told);
    else {
      checkSchema(property, 'field', told);
      const isOfKind = name === 'apiVersion' || name === 'kind';
      if (isOfKind && property.type !== 'string') told('`string`', ['type']);
      if (isOfKind && level === 'root' && hasDefault(property)) told('no value', ['default']);
    }
  }
}

/** The schema of the metadata says nothing that Kubernetes does not say. It can say what names are like. */
function checkMetadata(schema: Fields, level: Level, say: Say): void {
  checkSchema(schema, 'field', say);
  if (schema.type !== 'object') say('`object`', ['type']);
  if (level !== 'root') return;
  const others = Object.keys(schema).filter((name) => !['type', 'properties', 'description'].includes(name));
  for (const name of others) {
    if (isSet(schema[name])) say('no value, because Kubernetes defines the metadata of objects', [name]);
  }
  for (const [name] of stepsOf(schema.properties)) {
    if (name === 'name' || name === 'generateName') continue;
    say('`name` or `generateName`, because Kubernetes defines the rest', ['properties', name]);
  }
}
