import type { Issue, Location, ValuePath } from '../diagnostics';
import type { SchemaViolation } from '../model/schema-violation';
import { violationIssue } from './violation-issue';

/** Converts a finding about a value in code to an issue with the user's path and line. */
export function codeIssue(violation: SchemaViolation, prefix: ValuePath, location: Location | undefined): Issue {
  return violationIssue(violation, [...prefix, ...violation.path], location, (name) => ({
    code: 'decided-by-deployment',
    message: `\`${name}\` is set by each environment, not by the application`,
    hint: `set it in environments/<env>.yaml under apps.${prefix.join('.flows.')}`,
  }));
}
