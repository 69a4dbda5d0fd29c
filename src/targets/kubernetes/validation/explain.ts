import { formatPath, suggest } from '../../../diagnostics';
import { quoteValue } from '../../../model/check';
import type { BuiltinSchemas } from './builtin';
import type { ValueViolation } from './check-value';
import { pathOfField } from './field-path';
import type { ObjectViolation } from './object-violation';

/**
 * A violation in the user's terms.
 *
 * @param isSecret whether the values of the object must not be shown
 */
export function describeViolation(
  { kind, place, value, expected, owner }: ValueViolation,
  builtin: BuiltinSchemas,
  isSecret: boolean,
): ObjectViolation {
  const path = pathOfField(place);
  const name = formatPath(path.slice(-1));
  if (kind === 'missing') {
    return { code: 'missing-field', severity: 'error', path, message: `\`${name}\` is missing` };
  }
  if (kind === 'invalid') {
    const isBare = expected === 'text' && (typeof value === 'number' || typeof value === 'boolean');
    return {
      code: 'invalid-field',
      severity: 'error',
      path,
      message: isSecret ? `expected ${expected}` : `found ${quoteValue(value)}; expected ${expected}`,
      ...(isBare && { hint: isSecret ? 'write it in quotes' : `write it in quotes: "${value}"` }),
    };
  }
  const hint =
    (owner && builtin.otherVersions(owner, String(path.at(-1)))) ??
    suggest(String(path.at(-1)), Object.keys(owner?.properties ?? {}));
  return {
    code: 'unknown-field',
    severity: 'error',
    path,
    message: `\`${name}\` is not a field here`,
    ...(hint && { hint }),
  };
}
