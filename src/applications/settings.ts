import type { z } from 'zod';
import { withoutNulls } from '../data/merge';
import { errorIssue, type Issue, TowpathError } from '../diagnostics';
import { applicationOverlay, type Environment, locateIn } from '../environments/environment';
import { check, coerce } from './resolver';

/** Parses the settings that the environment sets for an application. @throws TowpathError if the schema rejects them */
export function readSettings<S>(schema: z.ZodType<S> | undefined, environment: Environment, app: string): S {
  const prefix = ['apps', app, 'settings'];
  const overlay = applicationOverlay(environment, app).settings;
  if (!schema) {
    if (!overlay || Object.keys(overlay).length === 0) return undefined as S;
    throw new TowpathError([issue(environment, prefix, `\`${app}\` declares no settings`)]);
  }
  const { value, violations } = check(schema, coerce(schema, withoutNulls(overlay ?? {})));
  if (violations.length === 0) return value as S;
  throw new TowpathError(
    violations.map(({ path, message, hint }) => issue(environment, [...prefix, ...path.map(String)], message, hint)),
  );
}

function issue(environment: Environment, path: string[], message: string, hint?: string): Issue {
  const location = locateIn(environment, path) ?? locateIn(environment, path.slice(0, 3));
  return errorIssue('setting-invalid', message, { hint, path: path.join('.'), location });
}
