import type { Schema } from './schema';

/**
 * A custom object as an API server compares it with its schema: with defaults for fields that are missing, or that are
 * null and must not be.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting
 */
export function withDefaults(value: unknown, schema: Schema): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map((item) => withDefaults(item, items)) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const { properties = {}, additionalProperties: others } = schema;
  const filled = Object.entries(value).map(([name, inner]): [string, unknown] => {
    const own = Object.hasOwn(properties, name) ? properties[name] : typeof others === 'object' ? others : undefined;
    if (own?.default !== undefined && (inner === undefined || (inner === null && !own.nullable))) {
      return [name, own.default];
    }
    return [name, own ? withDefaults(inner, own) : inner];
  });
  const absent = Object.entries(properties).flatMap(([name, { default: given }]): [string, unknown][] =>
    given === undefined || Object.hasOwn(value, name) ? [] : [[name, given]],
  );
  return Object.fromEntries([...filled, ...absent]);
}
