import { errorIssue, formatPath, type Issue, type Location, type ValuePath } from '../diagnostics';
import type { SchemaViolation } from '../model/schema-violation';

/**
 * Converts a violation in code or in an environment to an issue with the user's path and line.
 *
 * @param elsewhere the issue of a property that code sets instead of the environment, or the other way round
 */
export function violationIssue(
  { code, message, hint }: SchemaViolation,
  path: ValuePath,
  location: Location | undefined,
  elsewhere: (name: string) => Pick<Issue, 'code' | 'message' | 'hint'>,
): Issue {
  const place = { path: formatPath(path), location };
  if (code !== 'decided-elsewhere') return errorIssue(code, message, { hint, ...place });
  const other = elsewhere(String(path.at(-1)));
  return errorIssue(other.code, other.message, { hint: other.hint, ...place });
}
