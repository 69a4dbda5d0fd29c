import { isMap, valueAt } from '../../../data/merge';
import type { ValuePath } from '../../../diagnostics';
import type { BuiltinSchemas } from './builtin';
import { checkValue, type ValueViolation } from './check-value';
import { describeViolation } from './explain';
import type { ObjectViolation } from './object-violation';
import type { Schema } from './schema';

/** The defaults in the schemas of a CustomResourceDefinition that their own schemas do not accept. */
export function defaultViolations(object: unknown, kind: string, builtin: BuiltinSchemas): ObjectViolation[] {
  if (kind !== 'CustomResourceDefinition') return [];
  const found: ObjectViolation[] = [];
  const versions = valueAt(object, ['spec', 'versions']);
  for (const [index, version] of (Array.isArray(versions) ? versions : []).entries()) {
    const place = ['schema', 'openAPIV3Schema'];
    for (const [steps, schema] of schemasIn(valueAt(version, place), ['spec', 'versions', index, ...place])) {
      const report = (problem: ValueViolation) => void found.push(describeViolation(problem, builtin, false));
      const rules = { resolve: builtin.definition, nullIsAbsent: false, open: false, report };
      checkValue(schema.default, schema, { ...rules, path: [...steps, 'default'] });
    }
  }
  return found;
}

/** The schemas with a default in a schema. */
function schemasIn(schema: unknown, path: ValuePath): [ValuePath, Schema][] {
  if (!isMap(schema)) return [];
  const { properties, items, additionalProperties: others } = schema;
  const fields = isMap(properties) ? Object.entries(properties) : [];
  return [
    ...(schema.default === undefined ? [] : [[path, schema as Schema] as [ValuePath, Schema]]),
    ...fields.flatMap(([name, one]) => schemasIn(one, [...path, 'properties', name])),
    ...schemasIn(items, [...path, 'items']),
    ...schemasIn(others, [...path, 'additionalProperties']),
  ];
}
