import { formatPath, suggest } from '../../../diagnostics';
import { quoteValue } from '../../../model/quote-value';
import type { BuiltinSchemas } from './builtin';
import type { ValueViolation } from './check-value';
import type { ObjectViolation } from './object-violation';

/**
 * Describes a violation for users, with a message and a hint.
 *
 * @param isSecret whether the values of the object must not be shown
 */
export function describeViolation(
  { kind, path, value, expected, unusual, owner }: ValueViolation,
  builtin: BuiltinSchemas,
  isSecret: boolean,
): ObjectViolation {
  const name = formatPath(path.slice(-1));
  if (kind === 'missing') {
    return { code: 'missing-field', severity: 'error', path, message: `the required field \`${name}\` is missing` };
  }
  if (unusual) return { ...unusual, severity: 'warning', path };
  if (kind === 'invalid') {
    const isBare = expected === 'text' && (typeof value === 'number' || typeof value === 'boolean');
    return {
      code: 'invalid-field',
      severity: 'error',
      path,
      message: isSecret ? `expected ${expected}` : `found ${quoteValue(value)}; expected ${expected}`,
      ...(isBare && { hint: isSecret ? 'put the value in quotes' : `put the value in quotes: "${value}"` }),
    };
  }
  const hint =
    (owner && builtin.otherVersions(owner, String(path.at(-1)))) ??
    suggest(String(path.at(-1)), Object.keys(owner?.properties ?? {}));
  return {
    code: 'unknown-field',
    severity: 'error',
    path,
    message: `unknown field \`${name}\``,
    ...(hint && { hint }),
  };
}
