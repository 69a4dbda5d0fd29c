import type { z } from 'zod';
import type { ValuePath } from '../../diagnostics';
import { check } from '../../model/check';
import type { SchemaViolation } from '../../model/schema-violation';
import type { ReadResult } from './read';
import type { LocatedYamlError } from './yaml-error';

/** Problems that leave the rest of a file readable. After all others, its data may lack anything. */
const ofOneValue: readonly LocatedYamlError['code'][] = [
  ...(['yaml-alias', 'yaml-tag', 'yaml-duplicate-key', 'yaml-forbidden-key', 'yaml-key-not-text'] as const),
];

/** Whether nothing but single values of a file is left out of its data. */
export function isWhole({ problems }: ReadResult): boolean {
  return problems.every(({ code }) => ofOneValue.includes(code));
}

/** Checks the data of a file against a schema. What YAML reports about a value is not reported again. */
export function schemaViolations(read: ReadResult, schema: z.ZodType, data: unknown): readonly SchemaViolation[] {
  if (!isWhole(read)) return [];
  const { violations } = check(schema, data);
  return violations.filter(({ path }) => !read.problems.some((problem) => isAbout(path, problem)));
}

/** Whether a violation is about a value that YAML reports, or about the map that would have the key which YAML refuses. */
function isAbout(path: ValuePath, { code, path: place }: LocatedYamlError): boolean {
  const isOfMap = code === 'yaml-forbidden-key' || code === 'yaml-key-not-text';
  return isWithin(path, place) || (isOfMap && path.length === place.length - 1 && isWithin(place, path));
}

function isWithin(path: ValuePath, outer: ValuePath): boolean {
  return outer.every((step, index) => String(path[index]) === String(step));
}
