import type { RE2JS } from 're2js';
import { re2Pattern } from '../../../data/re2';
import type { Schema } from './schema';

/** Reports whether a schema constrains its values beyond their type. Few schemas of the built-in kinds do. */
export function hasConstraints(schema: Schema): boolean {
  const known = constrained.get(schema);
  if (known !== undefined) return known;
  const found = constraints.some((name) => schema[name] !== undefined);
  constrained.set(schema, found);
  return found;
}

const constrained = new WeakMap<Schema, boolean>();

const constraints = [
  ...(['allOf', 'anyOf', 'oneOf', 'not', 'pattern', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const),
  ...(['minimum', 'maximum', 'multipleOf', 'minProperties', 'maxProperties'] as const),
];

/**
 * The expected value in words, for each constraint that a value violates. Types are checked elsewhere. Only the API
 * server checks CEL rules (`x-kubernetes-validations`) and formats.
 *
 * @param fits whether the value matches a schema inside `allOf`, `anyOf`, `oneOf` or `not`
 */
export function violatedConstraints(value: unknown, schema: Schema, fits: (schema: Schema) => boolean): string[] {
  const broken: string[] = [];
  if (typeof value === 'string') broken.push(...ofText(value, schema));
  else if (typeof value === 'number') broken.push(...ofNumber(value, schema));
  else if (Array.isArray(value)) broken.push(...ofSize(value.length, schema.minItems, schema.maxItems, 'items'));
  else if (typeof value === 'object' && value !== null) {
    const { minProperties, maxProperties } = schema;
    if (minProperties ?? maxProperties) {
      broken.push(...ofSize(Object.keys(value).length, minProperties, maxProperties, 'fields'));
    }
  }
  const { allOf, anyOf, oneOf, not } = schema;
  if (allOf && !allOf.every(fits)) broken.push('a value that matches all schemas of `allOf`');
  if (anyOf && !anyOf.some(fits)) broken.push(alternatives(anyOf, 'a value that matches a schema of `anyOf`'));
  if (oneOf && oneOf.filter(fits).length !== 1)
    broken.push(alternatives(oneOf, 'a value that matches exactly one schema of `oneOf`'));
  if (not && fits(not)) broken.push('a value that does not match the schema of `not`');
  return broken;
}

function ofText(value: string, { pattern, minLength, maxLength }: Schema): string[] {
  if (pattern === undefined && minLength === undefined && maxLength === undefined) return [];
  // Lengths count characters, not UTF-16 code units.
  const length = [...value].length;
  return [
    ...(pattern !== undefined && matches(value, pattern) === false ? [`text that matches \`${pattern}\``] : []),
    ...ofSize(length, minLength, maxLength, 'characters'),
  ];
}

const patterns = new Map<string, RE2JS | undefined>();

/** Whether a text matches a pattern; undefined for a pattern that Kubernetes cannot read. */
function matches(value: string, pattern: string): boolean | undefined {
  if (!patterns.has(pattern)) patterns.set(pattern, re2Pattern(pattern));
  return patterns.get(pattern)?.matcher(value).find();
}

function ofNumber(value: number, schema: Schema): string[] {
  const { minimum = -Infinity, maximum = Infinity, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  return [
    ...(multipleOf !== undefined && !isMultiple(value, multipleOf) ? [`a multiple of ${multipleOf}`] : []),
    ...(value < minimum || (exclusiveMinimum && value === minimum)
      ? [`${exclusiveMinimum ? 'more than' : 'at least'} ${minimum}`]
      : []),
    ...(value > maximum || (exclusiveMaximum && value === maximum)
      ? [`${exclusiveMaximum ? 'less than' : 'at most'} ${maximum}`]
      : []),
  ];
}

function isMultiple(value: number, of: number): boolean {
  return Number.isInteger(value / of);
}

function ofSize(size: number, least = 0, most = Infinity, unit: string): string[] {
  if (size < least) return [`at least ${least} ${unit}`];
  return size > most ? [`at most ${most} ${unit}`] : [];
}

/** Describes the alternatives of a schema, which usually differ in the fields that they require. */
function alternatives(schemas: readonly Schema[], otherwise: string): string {
  const fields = schemas.map(({ required = [] }) => required.join(' and '));
  return fields.every(Boolean) ? `a map with ${fields.map((name) => `\`${name}\``).join(' or ')}` : otherwise;
}
