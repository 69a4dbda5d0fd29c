import { definitionOf } from './coerce';

const wrappers = ['optional', 'default', 'prefault', 'readonly', 'nonoptional'];

/**
 * Returns the part of some data that has the shape of a schema, so that later code can rely on lists and maps. A value
 * of another shape is left out, and so is a list that contains one; the check of the same data reports them. Text
 * that the schema rejects for its content is kept, and so are unknown entries.
 *
 * @returns undefined if the data as a whole has another shape
 */
export function matchingShape(schema: unknown, data: unknown): unknown {
  const definition = definitionOf(schema);
  const { type } = definition;
  if (wrappers.includes(type)) return matchingShape(definition.innerType, data);
  if (type === 'nullable') return data === null ? null : matchingShape(definition.innerType, data);
  if (type === 'pipe') return matchingShape(definition.in, data);
  if (type === 'union') {
    const fitting = (definition.options as unknown[]).map((option) => matchingShape(option, data));
    return fitting.find((value) => value !== undefined);
  }
  if (type === 'array') return listOf(definition.element, data);
  if (type === 'record') return mapOf(data, () => definition.valueType);
  if (type === 'object') {
    const shape = definition.shape as Readonly<Record<string, unknown>>;
    return mapOf(data, (key) => (Object.hasOwn(shape, key) ? shape[key] : undefined));
  }
  return isScalarOf(definition, data) ? data : undefined;
}

function listOf(element: unknown, data: unknown): unknown {
  if (!Array.isArray(data)) return undefined;
  const items = data.map((item) => matchingShape(element, item));
  return items.includes(undefined) ? undefined : items;
}

function mapOf(data: unknown, schemaOf: (key: string) => unknown): unknown {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const entries = Object.entries(data).map(([key, value]) => {
    const schema = schemaOf(key);
    return [key, schema === undefined ? value : matchingShape(schema, value)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** Reports whether a value has the scalar type of a schema. For types that are not scalars it returns true. */
function isScalarOf({ type, values }: ReturnType<typeof definitionOf>, data: unknown): boolean {
  if (type === 'never') return false;
  if (type === 'enum') return typeof data === 'string';
  if (type === 'literal') return (values as unknown[]).some((value) => typeof value === typeof data);
  return ['string', 'number', 'boolean'].includes(type) ? typeof data === type : true;
}
