import { Construct } from 'constructs';
import { issueError } from '../diagnostics';
import type { Environment } from '../environments/environment';
import { quoteValue } from '../model/check';
import { callSite } from './call-site';

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

/** Returns properties. @throws TowpathError `invalid-value` if they are not a map */
export function propsArgument<T>(props: T, path: string): T {
  if (typeof props === 'object' && props !== null && !Array.isArray(props)) return props;
  throw issueError('invalid-value', `found ${quoteValue(props)}; expected a map of properties`, here(path));
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
  const { name, props, sources } = Object(environment) as Partial<Environment>;
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
  if (schema === undefined || '_zod' in Object(schema)) return schema;
  const hint = 'such as `z.object({ workers: z.int() })`';
  throw issueError('invalid-value', `found ${quoteValue(schema)}; expected a schema of zod`, { hint, ...here(path) });
}

function here(path?: string) {
  return { path, location: callSite()() };
}
