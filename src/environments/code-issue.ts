import { formatPath, type Issue, type Location, type ValuePath } from '../diagnostics';
import type { SchemaViolation } from '../model/check';

/** Converts a finding about a value in code to an issue with the user's path and line. */
export function codeIssue(violation: SchemaViolation, prefix: ValuePath, location: Location | undefined): Issue {
  const path = formatPath([...prefix, ...violation.path]);
  const hint = violation.hint ? { hint: violation.hint } : {};
  const place = { path, ...(location && { location }) };
  if (violation.code !== 'decided-elsewhere') {
    return { severity: 'error', code: violation.code, message: violation.message, ...hint, ...place };
  }
  const name = String(violation.path.at(-1));
  return {
    severity: 'error',
    code: 'decided-by-deployment',
    message: `\`${name}\` is set by each environment, not by the application`,
    hint: `set it in environments/<env>.yaml under apps.${prefix.join('.flows.')}`,
    ...place,
  };
}
