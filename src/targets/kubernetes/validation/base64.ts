import type { ObjectViolation } from './object-violation';

/** The fields of built-in kinds whose values must be base64, by `apiVersion kind`. */
const encodedFields: Readonly<Record<string, string>> = { 'v1 Secret': 'data', 'v1 ConfigMap': 'binaryData' };

/**
 * The form of base64 that an API server can decode. The server requires padding and ignores line breaks.
 * @see https://pkg.go.dev/encoding/base64#StdEncoding
 */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Reports whether an API server can decode a value. */
export function isBase64(value: string): boolean {
  return base64.test(value.replace(/[\r\n]/g, ''));
}

/**
 * Violations for fields of an object, or of the items of a list, that must be base64 and are not. The messages do not
 * contain the values.
 */
export function encodingViolations(object: unknown, apiVersion: string, kind: string): ObjectViolation[] {
  const { items } = object as { items?: unknown };
  if (kind.endsWith('List') && Array.isArray(items)) {
    const of = kind.slice(0, -'List'.length);
    return items.flatMap((item, index) =>
      encodingViolations(Object(item), apiVersion, of).map((violation) => ({
        ...violation,
        path: ['items', index, ...violation.path],
      })),
    );
  }
  const field = encodedFields[`${apiVersion} ${kind}`];
  if (field === undefined) return [];
  return Object.entries(Object((object as Record<string, unknown>)[field]))
    .filter(([, value]) => typeof value === 'string' && !isBase64(value))
    .map(([key]) => notBase64(field, key));
}

function notBase64(field: string, key: string): ObjectViolation {
  const plain = field === 'data' ? 'stringData' : 'data';
  const message = `the value of \`${key}\` in \`${field}\` is not valid base64`;
  const hint = `encode the value as base64, or move it to \`${plain}\` as plain text`;
  return { code: 'invalid-field', severity: 'error', path: [field, key], message, hint };
}
