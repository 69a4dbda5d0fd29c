import { valueAt } from '../../../data/merge';
import type { ValuePath } from '../../../diagnostics';
import { type Unusual, unusualText } from '../../../model/unusual';
import { hasConstraints, violatedConstraints } from './constraints';
import { limitOf } from './limits';
import { type Limit, missing } from './limits/limit';
import type { Schema } from './schema';
import { expectedType, hasType } from './types';

export interface ValueViolation {
  readonly kind: 'unknown' | 'missing' | 'invalid' | 'unusual';
  /** The path of the field that is wrong; for `missing`, the path that the missing field would have. */
  readonly path: ValuePath;
  readonly value?: unknown;
  /** A description of the value that is expected. */
  readonly expected?: string;
  /** The reason why nobody means the value. */
  readonly unusual?: Unusual;
  /** The schema of the map that contains the field. */
  readonly owner?: Schema;
}

export interface ValueCheckOptions {
  /** Resolves a `$ref`. */
  resolve(reference: string): Schema;
  /** In a built-in kind a `null` counts as a missing field. A custom kind says whether it accepts null. */
  readonly nullIsAbsent: boolean;
  /** Whether a map may have fields that the schema does not name. */
  readonly open: boolean;
  /** The path of the value. It changes while the value is checked. */
  readonly path: (string | number)[];
  report(problem: ValueViolation): void;
}

/** Compares a value, and everything below it, with its schema. The work grows with the value, not with the schema. */
export function checkValue(value: unknown, schema: Schema, rules: ValueCheckOptions): void {
  if (schema.$ref) {
    const own = rules.nullIsAbsent ? rules : { ...rules, nullIsAbsent: true };
    checkValue(value, rules.resolve(schema.$ref), own);
    const limit = limitOf(schema.$ref);
    if (limit && value !== null) checkLimit(value, limit, rules);
    return;
  }
  if (value === null && (rules.nullIsAbsent || schema.nullable)) return;
  if (!hasType(value, schema)) {
    rules.report({ kind: 'invalid', path: [...rules.path], value, expected: expectedType(schema) });
    return;
  }
  // In a built-in kind, empty text counts as a missing field.
  if (schema.enum && !(rules.nullIsAbsent && value === '') && !schema.enum.includes(value)) {
    const expected = `one of ${schema.enum.map((one) => `\`${String(one)}\``).join(', ')}`;
    rules.report({ kind: 'invalid', path: [...rules.path], value, expected });
  }
  if (hasConstraints(schema)) checkConstraints(value, schema, rules);
  if (typeof value === 'string') {
    const unusual = unusualText(value);
    if (unusual) rules.report({ kind: 'unusual', path: [...rules.path], unusual });
  } else if (Array.isArray(value)) {
    if (!schema.items) return;
    for (let index = 0; index < value.length; index++) {
      checkMember(value[index], index, schema.items, rules);
    }
  } else if (typeof value === 'object' && value !== null) {
    checkFields(value as Readonly<Record<string, unknown>>, schema, rules);
  }
}

/** Reports where a value does not meet what the API server demands beyond the types of fields. */
export function checkLimit(
  value: unknown,
  limit: Limit,
  { path, report }: Pick<ValueCheckOptions, 'path' | 'report'>,
): void {
  limit(value, (expected, below = []) => {
    const place = [...path, ...below];
    if (expected === missing) report({ kind: 'missing', path: place });
    else if (typeof expected === 'object') report({ kind: 'unusual', path: place, unusual: expected });
    else report({ kind: 'invalid', path: place, value: valueAt(value, below), expected });
  });
}

function checkConstraints(value: unknown, schema: Schema, rules: ValueCheckOptions): void {
  for (const expected of violatedConstraints(value, schema, (inner) => matchesSchema(value, inner, rules))) {
    rules.report({ kind: 'invalid', path: [...rules.path], value, expected });
  }
}

function checkMember(value: unknown, step: string | number, schema: Schema, rules: ValueCheckOptions): void {
  rules.path.push(step);
  checkValue(value, schema, rules);
  rules.path.pop();
}

function checkFields(fields: Readonly<Record<string, unknown>>, schema: Schema, rules: ValueCheckOptions): void {
  const { properties, additionalProperties: others } = schema;
  const implied = schema['x-kubernetes-embedded-resource'] ? ofAnyObject : undefined;
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value === undefined) continue;
    const own = ownOf(implied, name) ?? ownOf(properties, name);
    const inner = own ?? (typeof others === 'object' ? others : undefined);
    if (inner) checkMember(value, name, inner, rules);
    else if (!isOpen(schema, rules)) {
      rules.report({ kind: 'unknown', path: [...rules.path, name], value, owner: schema });
    }
  }
  const required = implied ? new Set(['apiVersion', 'kind', ...(schema.required ?? [])]) : schema.required;
  if (!required) return;
  for (const name of required) {
    if (Object.hasOwn(fields, name) && fields[name] !== undefined) continue;
    rules.report({ kind: 'missing', path: [...rules.path, name] });
  }
}

/** The fields that every object may have, whatever its schema says. */
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
  const report = ({ kind }: ValueViolation) => {
    if (kind !== 'unusual') fitting = false;
  };
  checkValue(value, schema, { ...rules, open: true, report });
  return fitting;
}
