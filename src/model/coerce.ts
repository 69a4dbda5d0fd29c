import type { z } from 'zod';

type Definition = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Returns the internal definition of a zod schema. */
export const definitionOf = (schema: unknown): Definition =>
  (schema as z.core.$ZodType)._zod.def as unknown as Definition;

/**
 * Converts text scalars to the numbers and booleans that a schema expects. Environment files are read as
 * text, so that a tag `1.10` stays `1.10`. Text that is no number or boolean stays text, and the check
 * that follows reports it.
 */
export function coerce(schema: unknown, data: unknown): unknown {
  const definition = definitionOf(schema);
  const { type } = definition;
  if (data === null || data === undefined) return data;
  if (type === 'optional' || type === 'nullable' || type === 'default' || type === 'prefault' || type === 'readonly') {
    return coerce(definition.innerType, data);
  }
  if (type === 'pipe') return coerce(definition.in, data);
  if (type === 'union') {
    const option = (definition.options as unknown[]).find((candidate) => accepts(candidate, data));
    return option === undefined ? data : coerce(option, data);
  }
  if (typeof data === 'string') return coerceText(definition, data);
  if (Array.isArray(data)) return type === 'array' ? data.map((item) => coerce(definition.element, item)) : data;
  if (typeof data !== 'object') return data;
  if (type === 'record') return mapValues(data, (value) => coerce(definition.valueType, value));
  if (type !== 'object') return data;
  const shape = definition.shape as Record<string, unknown>;
  return mapValues(data, (value, key) => (Object.hasOwn(shape, key) ? coerce(shape[key], value) : value));
}

/** Matches a JSON number. `0x1F`, `1_000` and ` 1` are text. */
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

function coerceText(definition: Definition, text: string): unknown {
  const { type } = definition;
  const wanted = type === 'literal' ? typeof (definition.values as unknown[])[0] : type;
  if (wanted === 'number' && NUMBER.test(text)) return Number(text);
  if (wanted === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** Reports whether a member of a union fits the data by its type. */
function accepts(schema: unknown, data: unknown): boolean {
  const definition = definitionOf(schema);
  if (definition.innerType !== undefined) return accepts(definition.innerType, data);
  if (typeof data === 'string') return typeof coerceText(definition, data) === wantedType(definition.type);
  return definition.type === (Array.isArray(data) ? 'array' : 'object') || definition.type === 'record';
}

function wantedType(type: string): string {
  if (type === 'enum' || type === 'literal') return 'string';
  return type;
}

function mapValues(data: object, change: (value: unknown, key: string) => unknown): object {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, change(value, key)]));
}
