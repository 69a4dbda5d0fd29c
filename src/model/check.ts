import type { z } from 'zod';
import { suggest, type ValuePath } from '../diagnostics';
import { coerce } from './coerce';
import { expectation } from './expectation';
import { oncePerMap } from './map-faults';
import { isPlain, quoteValue } from './quote-value';
import { isOthers, schemaAt, shapeAt } from './schema-at';
import type { SchemaViolation } from './schema-violation';

export interface CheckResult {
  /** The data as parsed by the schema; undefined if there are findings. */
  readonly value: unknown;
  readonly violations: readonly SchemaViolation[];
}

/** How many values zod checks before it generates code for its schemas. For fewer, that takes longer than it saves. */
const fewValues = 100;
let checked = 0;

/** Checks data against a schema, and returns all problems with messages for users. */
export function check(schema: z.ZodType, data: unknown): CheckResult {
  checked += 1;
  const result = schema.safeParse(data, { error: expectation, jitless: checked <= fewValues });
  if (result.success) return { value: result.data, violations: [] };
  const violations = result.error.issues.flatMap((issue) => violationsOf(issue, schema, data));
  const describe = (path: ValuePath) => quoteValue(valueAt(data, path));
  const keysAt = (path: ValuePath) => {
    const value = Object(valueAt(data, path)) as object;
    return isPlain(value) ? Object.keys(value) : undefined;
  };
  return { value: undefined, violations: oncePerMap(firstOfEachPath(violations), describe, keysAt) };
}

/** A value that breaks several conditions, such as type and length, is one problem. */
function firstOfEachPath(violations: readonly SchemaViolation[]): SchemaViolation[] {
  const byPath = new Map<string, SchemaViolation>();
  for (const violation of violations) {
    const path = JSON.stringify(violation.path);
    if (!byPath.has(path)) byPath.set(path, violation);
  }
  return [...byPath.values()];
}

function violationsOf(issue: z.core.$ZodIssue, schema: z.ZodType, data: unknown): SchemaViolation[] {
  const path = issue.path as ValuePath;
  if (issue.code === 'unrecognized_keys') {
    const shape = Object.entries(shapeAt(schema, path) ?? {});
    const known = shape.filter(([, inner]) => !isOthers(inner)).map(([key]) => key);
    return issue.keys.map((key) => unknownKey([...path, key], key, known, placeInside(schema, path, known, key)));
  }
  if (issue.code === 'invalid_key') {
    const expected = issue.issues[0]?.message ?? 'another name';
    return [
      {
        code: 'invalid-name',
        path,
        message: `\`${String(path.at(-1))}\` is not a valid name here; expected ${expected}`,
      },
    ];
  }
  if (issue.code === 'invalid_type' && issue.expected === 'never') {
    return [{ code: 'decided-elsewhere', path, message: `\`${String(path.at(-1))}\` cannot be set here` }];
  }
  const found = valueAt(data, path);
  if (found === undefined) {
    const message = `\`${String(path.at(-1))}\` is missing; expected ${issue.message}`;
    return [{ code: 'missing-value', path, place: path.slice(0, -1), message }];
  }
  const hint =
    issue.code === 'invalid_value' && typeof found === 'string' ? suggest(found, issue.values.map(String)) : undefined;
  const near = hint?.startsWith('did you mean') ? { hint } : otherShape(issue, schema, found);
  return [{ code: 'invalid-value', path, message: `found ${quoteValue(found)}; expected ${issue.message}`, ...near }];
}

/**
 * Suggests a list for a value that would be valid as its only item, a value for a list that holds only that value, and a
 * map for a value that would be valid below exactly one of its keys.
 */
function otherShape(issue: z.core.$ZodIssue, schema: z.ZodType, found: unknown): { hint?: string } {
  if (issue.code !== 'invalid_type') return {};
  const wanted = schemaAt(schema, issue.path as ValuePath);
  const [only, ...more] = Array.isArray(found) ? (found as unknown[]) : [];
  const isScalar = typeof found === 'string' && found !== '';
  if (issue.expected === 'array' && isScalar && wanted && accepts(wanted, [found]))
    return { hint: `write \`[${found}]\`` };
  if (issue.expected === 'object' && isScalar && wanted) {
    const [key, ...others] = Object.keys(shapeAt(wanted, []) ?? {}).filter((name) =>
      accepts(wanted, { [name]: found }),
    );
    return key !== undefined && others.length === 0 ? { hint: `write \`{ ${key}: ${found} }\`` } : {};
  }
  const isOnly = typeof only === 'string' && more.length === 0;
  return isOnly && wanted && accepts(wanted, only) ? { hint: `write \`${only}\`` } : {};
}

function accepts(schema: unknown, value: unknown): boolean {
  return (schema as z.ZodType).safeParse(coerce(schema, value)).success;
}

/** Suggests the place of a key one level deeper, such as `placement.tolerations`, unless there are many. */
function placeInside(schema: z.ZodType, path: ValuePath, known: readonly string[], key: string): string | undefined {
  const outer = known.filter((name) => {
    const inner = shapeAt(schema, [...path, name]) ?? {};
    return Object.hasOwn(inner, key) && !isOthers(inner[key]);
  });
  if (outer.length === 0 || outer.length > 2) return undefined;
  return `did you mean ${outer.map((name) => `\`${name}.${key}\``).join(' or ')}?`;
}

/** @param hint where the key belongs. @default a known key that is close to it */
export function unknownKey(
  path: ValuePath,
  key: string,
  known: readonly string[],
  hint = suggest(key, known),
): SchemaViolation {
  return { code: 'unknown-key', path, message: `\`${key}\` is not a property here`, ...(hint && { hint }) };
}

function valueAt(data: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], data);
}
