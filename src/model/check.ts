import type { z } from 'zod';
import { typeNames } from '../data/type-names';
import { suggest, type ValuePath } from '../diagnostics';
import { coerce, definitionOf } from './coerce';
import { Later } from './later';
import { oncePerMap } from './map-faults';
import { isToken } from './reference';
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

/** Describes the expected value of a zod issue, for schemas without an error text of their own. */
function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') return typeNames[String(issue.expected)] ?? String(issue.expected);
  // A long list would hide the suggestion after it.
  if (issue.code === 'invalid_value' && issue.values.length > 20) return `one of ${issue.values.length} known names`;
  if (issue.code === 'invalid_value') return `one of ${issue.values.map((value) => `\`${String(value)}\``).join(', ')}`;
  if (issue.code === 'too_small')
    return `${issue.inclusive === false ? 'more than' : 'at least'} ${sizeText(issue.minimum, issue.origin)}`;
  if (issue.code === 'too_big')
    return `${issue.inclusive === false ? 'less than' : 'at most'} ${sizeText(issue.maximum, issue.origin)}`;
  if (issue.code === 'not_multiple_of') return `a multiple of ${String(issue.divisor)}`;
  if (issue.code === 'invalid_format') return formatText(issue);
  if (issue.code === 'invalid_union') return 'a value of another type';
  if (issue.code === 'invalid_element') return 'another value';
  // The message of a check in an application's own schema is undefined here, and replaces this text.
  return issue.code === 'custom' ? 'another value' : undefined;
}

/** Such as `1 character` for a text and `2 entries` for a list. */
function sizeText(size: unknown, origin: string): string {
  const [one, several] = sizeUnits[origin] ?? ['', ''];
  return `${String(size)} ${Number(size) === 1 ? one : several}`.trim();
}

const sizeUnits: Record<string, readonly [one: string, several: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
  map: ['entry', 'entries'],
};

function formatText(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidStringFormat>): string {
  const { format, prefix, suffix, includes, pattern } = issue as Record<string, unknown>;
  if (format === 'starts_with') return `text that starts with \`${String(prefix)}\``;
  if (format === 'ends_with') return `text that ends with \`${String(suffix)}\``;
  if (format === 'includes') return `text that contains \`${String(includes)}\``;
  if (format === 'regex') return `text of the form ${String(pattern)}`;
  return `text in the format ${String(format)}`;
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

/** Suggests a list for a value that would be valid as its only item, and a value for a list that holds only that value. */
function otherShape(issue: z.core.$ZodIssue, schema: z.ZodType, found: unknown): { hint?: string } {
  if (issue.code !== 'invalid_type') return {};
  const wanted = schemaAt(schema, issue.path as ValuePath);
  const [only, ...more] = Array.isArray(found) ? (found as unknown[]) : [];
  const isScalar = typeof found === 'string' && found !== '';
  if (issue.expected === 'array' && isScalar && wanted && accepts(wanted, [found]))
    return { hint: `write \`[${found}]\`` };
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

/** Formats a value for a message: at most 60 characters, and class instances without their fields. */
export function quoteValue(value: unknown): string {
  try {
    return quoted(value);
  } catch {
    return 'a value that cannot be read'; // a getter or a proxy of the caller's throws
  }
}

function quoted(value: unknown): string {
  const named = nameOfInstance(value);
  if (named !== undefined) return named;
  const text = typeof value === 'string' ? value : jsonOf(value);
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}

/** Reports whether a property is `otherDecider` of compile.ts, so that it cannot be set here. */
function isOthers(schema: unknown): boolean {
  const { type, innerType } = (schema as { _zod: { def: { type: string; innerType?: unknown } } })._zod.def;
  return type === 'never' || (innerType !== undefined && isOthers(innerType));
}

/** Formats a value as JSON. A value without a JSON form, such as a bigint or a cyclic map, is described by its type. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(shown(value)) ?? typeof value;
  } catch {
    return typeof value;
  }
}

function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  const name = nameOfInstance(value);
  return name ?? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shown(inner)]));
}

/** Describes an instance of a class, such as a reference; returns undefined for plain data. */
function nameOfInstance(value: unknown): string | undefined {
  if (Later.is(value)) return 'a value that is known later';
  if (isToken(value)) return 'a reference';
  return typeof value === 'object' && value !== null && !isPlain(value) ? `a ${value.constructor.name}` : undefined;
}

/** Reports whether a value is a list or a plain map, from this or another JavaScript realm. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}

function valueAt(data: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], data);
}

/** Returns the properties that a schema allows at a path, for suggestions. */
function shapeAt(schema: unknown, path: ValuePath): Record<string, unknown> | undefined {
  const found = schemaAt(schema, path);
  return found === undefined ? undefined : (definitionOf(found).shape as Record<string, unknown> | undefined);
}

/** Returns the schema of the values at a path, without `optional` and `nullable`. */
function schemaAt(schema: unknown, path: ValuePath): unknown {
  const definition = definitionOf(schema);
  if (definition.innerType) return schemaAt(definition.innerType, path);
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  const shape = definition.shape as Record<string, unknown> | undefined;
  const inner = shape ? shape[step] : (definition.valueType ?? definition.element);
  return inner ? schemaAt(inner, rest) : undefined;
}
