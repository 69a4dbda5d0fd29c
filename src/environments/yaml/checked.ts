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

/** Checks the data of a file against a schema. What YAML reports about a value is not reported again. */
export function schemaViolations(
  { problems }: ReadResult,
  schema: z.ZodType,
  data: unknown,
): readonly SchemaViolation[] {
  if (!problems.every(({ code }) => ofOneValue.includes(code))) return [];
  const { violations } = check(schema, data);
  return violations.filter(({ path }) => !problems.some((problem) => isWithin(path, problem.path)));
}

function isWithin(path: ValuePath, outer: readonly (string | number)[]): boolean {
  return outer.every((step, index) => String(path[index]) === String(step));
}
