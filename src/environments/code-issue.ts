import { formatPath, type Issue, type Location, type ValuePath } from '../diagnostics';
import type { Finding } from '../spec/check';

/** Converts a finding about a value in code to an issue with the user's path and line. */
export function codeIssue(finding: Finding, prefix: ValuePath, location: Location | undefined): Issue {
  const path = formatPath([...prefix, ...finding.path]);
  const hint = finding.hint ? { hint: finding.hint } : {};
  const place = { path, ...(location && { location }) };
  if (finding.code !== 'decided-elsewhere') {
    return { severity: 'error', code: finding.code, message: finding.message, ...hint, ...place };
  }
  const name = String(finding.path.at(-1));
  return {
    severity: 'error',
    code: 'decided-by-deployment',
    message: `\`${name}\` is set by each environment, not by the application`,
    hint: `set it in environments/<env>.yaml under apps.${prefix.join('.flows.')}`,
    ...place,
  };
}
