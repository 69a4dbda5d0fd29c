import { Construct } from 'constructs';
import { issueError, type Location, printableLine, TowpathError, textOf } from '../diagnostics';
import type { Environment } from '../environments/environment';
import { quoteValue } from '../model/quote-value';
import { callSite, locationOfError } from './call-site';

// The types of TypeScript exclude these values. Callers in JavaScript have only these checks.

/**
 * Returns the name of a flow or of another part.
 * @param what the thing that it names, such as `a flow`
 * @throws TowpathError `invalid-name` if it is not text, or is empty
 */
export function nameArgument(name: unknown, what: string): string {
  if (typeof name === 'string' && name !== '') {
    if (!(name in Object.prototype)) return name;
    // The tree of constructs finds such a name in each of its maps.
    throw issueError(
      'invalid-name',
      `\`${name}\` cannot be the name of ${what}: every object of JavaScript has it`,
      here(),
    );
  }
  throw issueError('invalid-name', `found ${quoteValue(name)} as the name of ${what}; expected text`, here());
}

/** Returns a text. @throws TowpathError `invalid-value` for any other value */
export function textArgument(text: unknown, path: string): string {
  if (typeof text === 'string') return text;
  throw issueError('invalid-value', `found ${quoteValue(text)}; expected text`, here(path));
}

/** Returns a copy of properties. @throws TowpathError `invalid-value` if they are not a map, or cannot be read */
export function propsArgument<T>(props: T, path: string): T {
  if (typeof props === 'object' && props !== null && !Array.isArray(props)) return read(() => ({ ...props }), path);
  throw issueError('invalid-value', `found ${quoteValue(props)}; expected a map of properties`, here(path));
}

/**
 * Reads values of the caller's, in which a getter or a proxy may throw.
 * @throws TowpathError `invalid-value` with the message of what was thrown
 */
export function read<T>(work: () => T, path?: string): T {
  try {
    return work();
  } catch (error) {
    throw readError(error, path);
  }
}

/** The error for what was thrown while values of the caller's were read. */
export function readError(error: unknown, path?: string): TowpathError {
  if (TowpathError.is(error)) return error;
  const { message, location } = unreadable(error);
  return issueError('invalid-value', message, { path, location: location ?? callSite()() });
}

function unreadable(error: unknown): { readonly message: string; readonly location?: Location | undefined } {
  const message = 'a value cannot be read, because reading it throws an error';
  try {
    if (!(error instanceof Error)) return { message };
    return { message: `${message}: ${printableLine(textOf(error.message))}`, location: locationOfError(error) };
  } catch {
    // The error itself may be a proxy.
    return { message };
  }
}

/** Returns the scope of a construct. @throws TowpathError `invalid-value` if it is none */
export function scopeArgument(scope: Construct, path: string): Construct {
  if (Construct.isConstruct(scope)) return scope;
  const hint = 'pass `this` in the constructor of an application';
  throw issueError('invalid-value', `found ${quoteValue(scope)} as the scope; expected a construct`, {
    hint,
    ...here(path),
  });
}

/** Returns an environment. @throws TowpathError `invalid-value` if it is none */
export function environmentArgument(environment: unknown, path: string): Environment {
  const { name, props, sources } = read(() => ({ ...Object(environment) }) as Partial<Environment>, path);
  if (typeof name === 'string' && typeof props === 'object' && Array.isArray(sources))
    return environment as Environment;
  const hint = "pass on the `props` of the constructor, or create one with `environment('dev', { … })`";
  throw issueError('invalid-value', `found ${quoteValue(environment)}; expected an environment`, {
    hint,
    ...here(path),
  });
}

/** Returns a schema. @throws TowpathError `invalid-value` if it is neither undefined nor a schema of zod */
export function schemaArgument<T>(schema: T, path: string): T {
  if (schema === undefined || read(() => '_zod' in Object(schema), path)) return schema;
  const hint = 'such as `z.object({ workers: z.int() })`';
  throw issueError('invalid-value', `found ${quoteValue(schema)}; expected a schema of zod`, { hint, ...here(path) });
}

function here(path?: string) {
  return { path, location: callSite()() };
}
