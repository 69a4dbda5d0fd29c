import type { ValuePath } from '../diagnostics';
import { lastApplied } from './object-copies';

/** A Secret somewhere in an object, of which something stands in the object itself. */
export interface SecretWithContent {
  /** Where the Secret is in the object; empty where it is the object. */
  readonly path: ValuePath;
  /** Its name; absent where it has none. */
  readonly name?: string;
  /** The fields that hold something, such as `data.password`. */
  readonly fields: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The Secrets with content in an object, wherever they stand: the object itself, an item of a `List`, of a
 * `SecretList` or of a template. A key with an empty value is a place that somebody fills later, and no content.
 */
export function secretsWithContent(value: unknown, path: ValuePath = []): SecretWithContent[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => secretsWithContent(item, [...path, index]));
  if (!isFields(value)) return [];
  if (isKind(value, 'Secret')) return withContent(value, path);
  if (isKind(value, 'SecretList') && Array.isArray(value.items)) {
    return value.items.flatMap((item, index) => (isFields(item) ? withContent(item, [...path, 'items', index]) : []));
  }
  return Object.entries(value).flatMap(([key, inner]) => secretsWithContent(inner, [...path, key]));
}

function withContent(secret: Fields, path: ValuePath): SecretWithContent[] {
  const fields = contentFields(secret);
  if (fields.length === 0) return [];
  const { name } = fieldsOf(secret.metadata);
  return [{ path, ...(typeof name === 'string' && { name }), fields }];
}

function contentFields(secret: Fields): string[] {
  const named = ['data', 'stringData'].flatMap((field) => {
    const entries = Object.entries(fieldsOf(secret[field]));
    return entries.filter(([, value]) => value !== null && value !== '').map(([key]) => `${field}.${key}`);
  });
  const copy = fieldsOf(fieldsOf(secret.metadata).annotations)[lastApplied];
  return isCopyWithContent(copy) ? [...named, `metadata.annotations.${lastApplied}`] : named;
}

function isCopyWithContent(copy: unknown): boolean {
  if (typeof copy !== 'string') return false;
  try {
    return contentFields(fieldsOf(JSON.parse(copy))).length > 0;
  } catch {
    return false;
  }
}

function isKind({ apiVersion, kind }: Fields, name: string): boolean {
  return apiVersion === 'v1' && kind === name;
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
