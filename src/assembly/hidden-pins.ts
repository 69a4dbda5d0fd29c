import type { Issue } from '../diagnostics';
import type { ApplicationAssembly } from './application-assembly';

/** The codes of issues about a pin that the environment files lack. */
const pinCodes: readonly string[] = ['image-unpinned', 'image-latest'];

/** The codes of issues about a key that may be misspelt. */
const keyCodes: readonly string[] = ['unknown-key', 'unknown-application', 'unknown-image'];

/**
 * Leaves out issues of an application about a missing pin if an error in the files of its environment may be the cause:
 * a tag of the wrong shape, or a misspelt key above it.
 *
 * @param errors the errors of all environment files
 */
export function withoutHiddenPins(
  { application, environment, issues }: ApplicationAssembly,
  errors: readonly Issue[],
): readonly Issue[] {
  const files = environment.sources.map(({ file }) => file);
  const own = [...errors, ...issues].filter(({ severity, location }) => {
    return severity === 'error' && files.includes(location?.file);
  });
  return own.some((issue) => hidesPin(issue, application))
    ? issues.filter(({ code }) => !pinCodes.includes(code))
    : issues;
}

/** Whether the value at the path of an issue may contain a pin of an application. */
function hidesPin({ code, path = '' }: Issue, application: string): boolean {
  const [apps, name, property, ...rest] = path.split('.');
  const isKey = keyCodes.includes(code);
  if (apps !== 'apps') return isKey && name === undefined;
  if (name === undefined) return true;
  if (name !== application) return isKey && property === undefined;
  if (property === undefined || (isKey && rest.length === 0)) return true;
  if (pinCodes.includes(code)) return false;
  return ['tag', 'digest', 'images'].includes(property) || ['tag', 'digest'].includes(rest.at(-1) ?? '');
}
