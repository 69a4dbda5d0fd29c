import { atomicMaps, listKeys } from '../../src/equivalence/list-keys';
import { builtinSchemas } from '../../src/targets/kubernetes/validation/builtin';
import type { Schema } from '../../src/targets/kubernetes/validation/schema';

/** How a server merges a value. */
export interface Type {
  readonly schema: Schema;
  /** The definition that the schema is of; absent for a value inside of one. */
  readonly name?: string;
  /** Of a list that is merged entry by entry: the fields that tell its entries apart. */
  readonly keys?: readonly string[];
  /** Whether a map is replaced as a whole. */
  readonly isAtomic: boolean;
}

const schemas = builtinSchemas('1.37');
const keysOf: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = listKeys;

/** The type of an object; of a kind that is not Kubernetes' own, every list is replaced as a whole. */
export function typeOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): Type {
  return { schema: schemas.kind(`${apiVersion} ${kind}`) ?? {}, isAtomic: false };
}

export function fieldType({ schema, name = '' }: Type, field: string): Type {
  const { additionalProperties: any } = schema;
  const type = resolved(schema.properties?.[field] ?? (typeof any === 'object' ? any : {}));
  const keys = keysOf[name]?.[field];
  return { ...type, ...(keys && { keys }), isAtomic: type.isAtomic || atomicMaps.includes(`${name} ${field}`) };
}

export function itemType({ schema }: Type): Type {
  return resolved(schema.items ?? {});
}

function resolved(schema: Schema): Type {
  const { $ref: name } = schema;
  if (name === undefined) return { schema, isAtomic: false };
  return { schema: schemas.definition(name), name, isAtomic: atomicMaps.includes(name) };
}
