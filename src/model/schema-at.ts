import { ownValue } from '../data/merge';
import type { ValuePath } from '../diagnostics';
import { definitionOf } from './coerce';

/** Returns the properties that a schema allows at a path, for suggestions. */
export function shapeAt(schema: unknown, path: ValuePath): Record<string, unknown> | undefined {
  const found = schemaAt(schema, path);
  return found === undefined ? undefined : (definitionOf(found).shape as Record<string, unknown> | undefined);
}

/** Returns the schema of the values at a path, without `optional` and `nullable`. */
export function schemaAt(schema: unknown, path: ValuePath): unknown {
  const definition = definitionOf(schema);
  if (definition.innerType) return schemaAt(definition.innerType, path);
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  const shape = definition.shape as Record<string, unknown> | undefined;
  const inner = shape ? ownValue(shape, String(step)) : (definition.valueType ?? definition.element);
  return inner ? schemaAt(inner, rest) : undefined;
}

/** Reports whether a property is `otherDecider` of compile.ts, so that it cannot be set here. */
export function isOthers(schema: unknown): boolean {
  const { type, innerType } = (schema as { _zod: { def: { type: string; innerType?: unknown } } })._zod.def;
  return type === 'never' || (innerType !== undefined && isOthers(innerType));
}
