import { Later } from './later';
import { isToken } from './reference';

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
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
}
