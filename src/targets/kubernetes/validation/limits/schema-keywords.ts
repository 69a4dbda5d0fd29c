import { isMap } from '../../../../data/merge';
import { re2Pattern } from '../../../../data/re2';
import {
  all,
  below,
  each,
  type Fields,
  isAbsent,
  type Limit,
  missing,
  notEmpty,
  oneOf,
  type Say,
  stepsOf,
  textThat,
} from './limit';

const types = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const unsupported = ['$ref', '$schema', 'additionalItems', 'definitions', 'dependencies', 'id', 'patternProperties'];

/**
 * The keywords that may stand only in the schema of a field, and not in a condition inside `allOf`, `anyOf`, `oneOf` or
 * `not`.
 */
const outsideConditions = [
  ...['additionalProperties', 'default', 'description', 'nullable', 'title', 'type', 'x-kubernetes-embedded-resource'],
  ...['x-kubernetes-int-or-string', 'x-kubernetes-list-map-keys', 'x-kubernetes-list-type', 'x-kubernetes-map-type'],
  'x-kubernetes-preserve-unknown-fields',
];

/** Whether a schema has a default. An empty text is a default as well. */
export function hasDefault(schema: Fields): boolean {
  return !isMissing(schema.default);
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Whether a field is set. For the API server, an empty list or text, `false` and 0 mean that a field is not set. */
export function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return !isAbsent(value) && value !== false && value !== 0;
}

/** Reports what is wrong with single keywords, in the schema of a field or in a condition. */
export function checkKeywords(schema: Fields, say: Say): void {
  for (const name of unsupported) {
    const value = schema[name];
    const isEmptyMap = isMap(value) && Object.keys(value).length === 0 && name !== 'additionalItems';
    if (isAbsent(value) && !(value === '' && name === '$ref')) continue;
    if (!isEmptyMap || name === 'dependencies') say('no value, because custom kinds do not support it', [name]);
  }
  if (schema.uniqueItems === true) say('no value; `x-kubernetes-list-type: set` means the same', ['uniqueItems']);
  if (schema['x-kubernetes-preserve-unknown-fields'] === false) {
    say('`true`, or no value', ['x-kubernetes-preserve-unknown-fields']);
  }
  if (Array.isArray(schema.items)) say('one schema for all entries', ['items']);
  oneOf(...types)(schema.type, below(say, 'type'));
  checkValues(schema, say);
}

const keywords: Readonly<Record<string, Limit>> = {
  pattern: textThat((text) => re2Pattern(text) !== undefined, 'a regular expression of RE2'),
  'x-kubernetes-map-type': all(oneOf('atomic', 'granular'), notEmpty('`atomic` or `granular`')),
  'x-kubernetes-list-type': all(oneOf('atomic', 'map', 'set'), notEmpty('`atomic`, `map` or `set`')),
  'x-kubernetes-validations': each(rule),
};

function checkValues(schema: Fields, say: Say): void {
  for (const [name, limit] of Object.entries(keywords)) {
    if (schema[name] !== undefined && schema[name] !== null) limit(schema[name], below(say, name));
  }
}

const isBlank = (text: unknown) => typeof text === 'string' && text !== '' && text.trim() === '';
const hasLines = (text: unknown) => typeof text === 'string' && /[\r\n]/.test(text.trim());

/** A rule in the language CEL, and its message. */
function rule(value: unknown, say: Say): void {
  if (!isMap(value)) return;
  if (typeof value.rule === 'string' && value.rule.trim() === '') say('an expression', ['rule']);
  if (isBlank(value.message) || hasLines(value.message)) say('a message of one line', ['message']);
  if (hasLines(value.rule) && isAbsent(value.message)) say(missing, ['message']);
  if (isBlank(value.messageExpression)) say('an expression', ['messageExpression']);
  if (isBlank(value.fieldPath) || hasLines(value.fieldPath)) say('a path of a field', ['fieldPath']);
  if (value.reason === '') say('a reason', ['reason']);
}

/**
 * The schemas in `allOf`, `anyOf`, `oneOf` and `not`, with their paths. An `anyOf` that only says that a value is a whole
 * number or a text is left out.
 */
function conditionsIn(schema: Fields): [(string | number)[], Fields][] {
  const found: [(string | number)[], Fields][] = [];
  for (const name of ['allOf', 'anyOf', 'oneOf']) {
    if (name === 'anyOf' && isIntOrString(schema.anyOf)) continue;
    for (const [index, one] of stepsOf(schema[name])) if (isMap(one)) found.push([[name, index], one]);
  }
  if (isMap(schema.not)) found.push([['not'], schema.not]);
  return found;
}

function isIntOrString(list: unknown): boolean {
  if (!Array.isArray(list) || list.length !== 2) return false;
  return list.every((one, index) => isMap(one) && one.type === ['integer', 'string'][index] && hasOnlyType(one));
}

function hasOnlyType({ type: _type, ...others }: Fields): boolean {
  // The API server takes an empty map for none here.
  return Object.keys(others).every((name) => name === 'definitions' || name === 'patternProperties');
}

function checkCondition(schema: Fields, say: Say): void {
  checkKeywords(schema, say);
  for (const name of outsideConditions) {
    const isThere =
      name === 'additionalProperties' || name === 'default' ? !isMissing(schema[name]) : isSet(schema[name]);
    if (isThere) {
      say('no value inside a condition', [name]);
    }
  }
  if (isSet(schema['x-kubernetes-validations'])) say('no value inside a condition', ['x-kubernetes-validations']);
  for (const [name, property] of stepsOf(schema.properties)) {
    if (name === 'metadata') say('no value inside a condition', ['properties', name]);
    if (isMap(property)) checkCondition(property, below(say, 'properties', name));
  }
  if (isMap(schema.items)) checkCondition(schema.items, below(say, 'items'));
  checkConditions(schema, say);
}

/** What is wrong with the conditions of a schema, and with those inside them. */
export function checkConditions(schema: Fields, say: Say): void {
  for (const [steps, condition] of conditionsIn(schema)) checkCondition(condition, below(say, ...steps));
}
