import { isObject } from '../../data/merge';
import { visit } from '../../data/visit';
import type { ValuePath } from '../../diagnostics';
import { groupOf } from '../../kubernetes/api-version';
import { objectCopies } from './object-copies';

/** A Secret with content in an object. */
export interface SecretWithContent {
  /** The path of the Secret in the object; empty if the Secret is the object. */
  readonly path: ValuePath;
  /** The name of the Secret. Absent if it has none. */
  readonly name?: string;
  /** The fields with content, such as `data.password`. */
  readonly fields: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether a kind of this group is defined by a CustomResourceDefinition. */
export type IsCustom = (group: string, kind: string) => boolean;

/**
 * The Secrets with content anywhere in an object: the object itself, an item of a `List` or `SecretList`, part of a
 * template, or a copy that kubectl or another tool keeps in an annotation. A key with an empty value is filled later,
 * and is no content.
 *
 * @param isCustom whether a kind called `Secret` is a custom kind; a Secret of an unknown group such as `core` counts as
 *   a Secret of Kubernetes
 */
export function secretsWithContent(value: unknown, isCustom: IsCustom = () => false): SecretWithContent[] {
  const found: SecretWithContent[] = [];
  visit(value, (inner, path) => {
    const last = path.at(-1);
    if (typeof last === 'string' && objectCopies.includes(last)) {
      found.push(...secretsInCopy(inner, path, isCustom));
      return false;
    }
    if (!isObject(inner)) return Array.isArray(inner);
    if (isKind(inner, 'Secret', isCustom)) {
      found.push(...withContent(inner, [...path]));
      return false;
    }
    if (!isKind(inner, 'SecretList', isCustom) || !Array.isArray(inner.items)) return true;
    // The items of a list may omit their kind.
    for (const [index, item] of inner.items.entries()) {
      if (isObject(item)) found.push(...withContent(item, [...path, 'items', index]));
    }
    return false;
  });
  return found;
}

function secretsInCopy(text: unknown, path: ValuePath, isCustom: IsCustom): SecretWithContent[] {
  const secrets = inCopy(text, (copy) => secretsWithContent(copy, isCustom));
  return secrets.map((secret) => ({ ...secret, path: [...path, ...secret.path] }));
}

/**
 * Searches a copy of an object, which is JSON in an annotation. Nothing is found in a text that is not JSON, or that is
 * nested too deeply to be an object.
 */
function inCopy<T>(text: unknown, find: (copy: unknown) => T[]): T[] {
  if (typeof text !== 'string') return [];
  try {
    return find(JSON.parse(text));
  } catch {
    return [];
  }
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
  const annotations = fieldsOf(fieldsOf(secret.metadata).annotations);
  const copies = objectCopies.filter((name) => {
    return inCopy(annotations[name], (parsed) => contentFields(fieldsOf(parsed))).length > 0;
  });
  return [...named, ...copies.map((name) => `metadata.annotations.${name}`)];
}

function isKind({ apiVersion, kind }: Fields, name: string, isCustom: IsCustom): boolean {
  return kind === name && (apiVersion === 'v1' || !isCustom(groupOf(String(apiVersion)), name));
}

function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}
