import { ownValue } from '../../../data/merge';
import type { JsonType, Schema } from './schema';

const names: Readonly<Record<JsonType, string>> = {
  array: 'a list',
  boolean: '`true` or `false`',
  integer: 'a whole number',
  number: 'a number',
  object: 'a map',
  string: 'text',
};

export function hasType(value: unknown, schema: Schema): boolean {
  const types = typesOf(schema);
  return types.length === 0 || types.some((type) => isOfType(value, type));
}

/** The type that a schema expects, in words. */
export function expectedType(schema: Schema): string {
  return typesOf(schema)
    .map((type) => names[type])
    .join(' or ');
}

function typesOf(schema: Schema): readonly JsonType[] {
  if (schema['x-kubernetes-int-or-string']) return intOrString;
  const { type } = schema;
  if (type === undefined) return none;
  // A definition of a custom kind can name a type that does not exist.
  return typeof type === 'string' ? (ownValue(singleTypes, type) ?? none) : type;
}

const none: readonly JsonType[] = [];
const intOrString: readonly JsonType[] = ['integer', 'string'];
const singleTypes: Readonly<Record<JsonType, readonly JsonType[]>> = {
  array: ['array'],
  boolean: ['boolean'],
  integer: ['integer'],
  number: ['number'],
  object: ['object'],
  string: ['string'],
};

function isOfType(value: unknown, type: JsonType): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
