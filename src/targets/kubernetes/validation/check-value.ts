import { hasConstraints, violatedConstraints } from './constraints';
import type { FieldPath } from './field-path';
import type { Schema } from './schema';
import { expectedType, hasType } from './types';

export interface ValueViolation {
  readonly kind: 'unknown' | 'missing' | 'invalid';
  /** The field; for `missing`, the field that is missing. */
  readonly place: FieldPath | undefined;
  readonly value?: unknown;
  /** The expected value, in words. */
  readonly expected?: string;
  /** The schema of the map that contains the field. */
  readonly owner?: Schema;
}

export interface ValueCheckOptions {
  /** Resolves a `$ref`. */
  resolve(reference: string): Schema;
  /** In a built-in kind a `null` counts as a missing field. A custom kind says whether it accepts null. */
  readonly nullIsAbsent: boolean;
  /** Whether fields are allowed that the schema does not name. */
  readonly open: boolean;
  report(problem: ValueViolation): void;
}

/** Compares a value, and everything below it, with its schema. The work grows with the value, not with the schema. */
export function checkValue(
  value: unknown,
  schema: Schema,
  place: FieldPath | undefined,
  rules: ValueCheckOptions,
): void {
  if (schema.$ref) {
    const own = rules.nullIsAbsent ? rules : { ...rules, nullIsAbsent: true };
    checkValue(value, rules.resolve(schema.$ref), place, own);
    return;
  }
  if (value === null && (rules.nullIsAbsent || schema.nullable)) return;
  if (!hasType(value, schema)) {
    rules.report({ kind: 'invalid', place, value, expected: expectedType(schema) });
    return;
  }
  // In a built-in kind, empty text counts as a missing field.
  if (schema.enum && !(rules.nullIsAbsent && value === '') && !schema.enum.includes(value)) {
    const expected = `one of ${schema.enum.map((one) => `\`${String(one)}\``).join(', ')}`;
    rules.report({ kind: 'invalid', place, value, expected });
  }
  if (hasConstraints(schema)) {
    for (const expected of violatedConstraints(value, schema, (inner) => matchesSchema(value, inner, rules))) {
      rules.report({ kind: 'invalid', place, value, expected });
    }
  }
  if (Array.isArray(value)) {
    if (!schema.items) return;
    for (let index = 0; index < value.length; index++) {
      checkValue(value[index], schema.items, { step: index, within: place }, rules);
    }
  } else if (typeof value === 'object' && value !== null) {
    checkFields(value as Readonly<Record<string, unknown>>, schema, place, rules);
  }
}

function checkFields(
  fields: Readonly<Record<string, unknown>>,
  schema: Schema,
  place: FieldPath | undefined,
  rules: ValueCheckOptions,
): void {
  const { properties, additionalProperties: others } = schema;
  const implied = schema['x-kubernetes-embedded-resource'] ? ofAnyObject : undefined;
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value === undefined) continue;
    const own = ownOf(implied, name) ?? ownOf(properties, name);
    const inner = own ?? (typeof others === 'object' ? others : undefined);
    if (inner) checkValue(value, inner, { step: name, within: place }, rules);
    else if (!isOpen(schema, rules)) {
      rules.report({ kind: 'unknown', place: { step: name, within: place }, value, owner: schema });
    }
  }
  const { required = [] } = schema;
  for (const name of implied ? [...new Set(['apiVersion', 'kind', ...required])] : required) {
    if (Object.hasOwn(fields, name) && fields[name] !== undefined) continue;
    rules.report({ kind: 'missing', place: { step: name, within: place } });
  }
}

/** Fields that every object has, whatever its schema says. */
const ofAnyObject: Readonly<Record<string, Schema>> = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
  metadata: { $ref: 'apimachinery.pkg.apis.meta.v1.ObjectMeta' },
};

function ownOf(properties: Schema['properties'], name: string): Schema | undefined {
  return properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function isOpen(schema: Schema, rules: ValueCheckOptions): boolean {
  const { additionalProperties: others, type } = schema;
  return rules.open || type === undefined || others === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
}

/** Whether a value matches one of the alternatives of a schema, which contain only their additional constraints. */
function matchesSchema(value: unknown, schema: Schema, rules: ValueCheckOptions): boolean {
  let fitting = true;
  const report = () => {
    fitting = false;
  };
  checkValue(value, schema, undefined, { ...rules, open: true, report });
  return fitting;
}
