import type { ObjectViolation } from './object-violation';

/** The fields of built-in kinds that users fill with base64, by `apiVersion kind`. */
const encodedFields: Readonly<Record<string, string>> = { 'v1 Secret': 'data', 'v1 ConfigMap': 'binaryData' };

/**
 * Values that an API server cannot decode. It expects padding and ignores line breaks.
 * @see https://pkg.go.dev/encoding/base64#StdEncoding
 */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Violations for fields of an object, or of the items of its list, that must be base64 and are not. They do not contain
 * the values.
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
    .filter(([, value]) => typeof value === 'string' && !base64.test(value.replace(/[\r\n]/g, '')))
    .map(([key]) => notBase64([field, key]));
}

function notBase64(path: ObjectViolation['path']): ObjectViolation {
  const plain = path[0] === 'data' ? 'stringData' : 'data';
  const hint = `encode it, or write plain text into \`${plain}\``;
  return { code: 'invalid-field', severity: 'error', path, message: 'expected base64', hint };
}
