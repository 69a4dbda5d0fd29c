import type { z } from 'zod';
import { type IssueCode, suggest, type ValuePath } from '../diagnostics';
import { Later } from './later';
import { isToken } from './reference';

/** What is wrong with a value, before it is known where the value stands. */
export interface Finding {
  /** `decided-elsewhere` becomes an issue's code where it is known who asks. */
  readonly code: IssueCode | 'decided-elsewhere';
  readonly path: ValuePath;
  readonly message: string;
  readonly hint?: string;
}

export interface CheckResult {
  /** What the schema made of the data; undefined when there are findings. */
  readonly value: unknown;
  readonly findings: readonly Finding[];
}

/** Checks data against a schema and says every problem in the user's terms. */
export function check(schema: z.ZodType, data: unknown): CheckResult {
  const result = schema.safeParse(data, { error: expectation });
  if (result.success) return { value: result.data, findings: [] };
  return { value: undefined, findings: result.error.issues.flatMap((issue) => findingsOf(issue, schema, data)) };
}

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

/** What zod would have liked to see, for schemas that do not say it themselves. */
function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') return typeNames[String(issue.expected)] ?? String(issue.expected);
  // A long list hides the suggestion that follows it.
  if (issue.code === 'invalid_value' && issue.values.length > 20) return `one of ${issue.values.length} known names`;
  if (issue.code === 'invalid_value') return `one of ${issue.values.map((value) => `\`${String(value)}\``).join(', ')}`;
  if (issue.code === 'too_small') return `at least ${String(issue.minimum)}`;
  if (issue.code === 'too_big') return `at most ${String(issue.maximum)}`;
  return undefined;
}

function findingsOf(issue: z.core.$ZodIssue, schema: z.ZodType, data: unknown): Finding[] {
  const path = issue.path as ValuePath;
  if (issue.code === 'unrecognized_keys') {
    const shape = Object.entries(shapeAt(schema, path) ?? {});
    const known = shape.filter(([, inner]) => !isOthers(inner)).map(([key]) => key);
    return issue.keys.map((key) => unknownKey([...path, key], key, known));
  }
  if (issue.code === 'invalid_key') {
    const expected = issue.issues[0]?.message ?? 'another name';
    return [
      { code: 'invalid-name', path, message: `\`${String(path.at(-1))}\` is not a name here; expected ${expected}` },
    ];
  }
  if (issue.code === 'invalid_type' && issue.expected === 'never') {
    return [{ code: 'decided-elsewhere', path, message: `\`${String(path.at(-1))}\` is not decided here` }];
  }
  const found = valueAt(data, path);
  if (found === undefined) {
    return [
      { code: 'missing-value', path, message: `\`${String(path.at(-1))}\` is missing; expected ${issue.message}` },
    ];
  }
  const hint =
    issue.code === 'invalid_value' && typeof found === 'string' ? suggest(found, issue.values.map(String)) : undefined;
  const near = hint?.startsWith('did you mean') ? { hint } : {};
  return [{ code: 'invalid-value', path, message: `found ${show(found)}; expected ${issue.message}`, ...near }];
}

export function unknownKey(path: ValuePath, key: string, known: readonly string[]): Finding {
  const hint = suggest(key, known);
  return { code: 'unknown-key', path, message: `\`${key}\` is not a property here`, ...(hint && { hint }) };
}

/** A value as an error shows it: short, and never a class's inside. */
export function show(value: unknown): string {
  const named = nameOfInstance(value);
  if (named !== undefined) return named;
  const text = typeof value === 'string' ? value : jsonOf(value);
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}

/** Whether a member of a map is there to be refused, because somebody else decides it: see compile.ts. */
function isOthers(schema: unknown): boolean {
  const { type, innerType } = (schema as { _zod: { def: { type: string; innerType?: unknown } } })._zod.def;
  return type === 'never' || (innerType !== undefined && isOthers(innerType));
}

/** What has no JSON, such as a number of type bigint or a map that holds itself, is named by its type. */
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

/** What is neither text nor data, in words. */
function nameOfInstance(value: unknown): string | undefined {
  if (Later.is(value)) return 'a value that is known later';
  if (isToken(value)) return 'a reference';
  return typeof value === 'object' && value !== null && !isPlain(value) ? `a ${value.constructor.name}` : undefined;
}

/** A list or map, of any realm. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}

function valueAt(data: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | undefined)?.[step], data);
}

/** The properties that a strict object allows at a path, for suggestions. */
function shapeAt(schema: unknown, path: ValuePath): Record<string, unknown> | undefined {
  const { def } = (schema as z.core.$ZodType)._zod as unknown as { def: Record<string, unknown> };
  if (def.innerType) return shapeAt(def.innerType, path);
  const [step, ...rest] = path;
  const shape = def.shape as Record<string, unknown> | undefined;
  if (step === undefined) return shape;
  const inner = shape ? shape[step] : (def.valueType ?? def.element);
  return inner ? shapeAt(inner, rest) : undefined;
}
