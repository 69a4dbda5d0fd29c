import { gateProperties } from '../environments/gate-properties';
import { check } from '../model/check';
import { overlaySchema } from '../model/compile';
import type { SchemaViolation } from '../model/schema-violation';

/** What is wrong with gates that a stored release holds. Anybody who may write ConfigMaps can have changed them. */
export function gateViolations(value: unknown): readonly SchemaViolation[] {
  return check(overlaySchema(gateProperties), value).violations;
}
