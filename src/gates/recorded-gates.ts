import { gateProperties } from '../environments/gate-properties';
import { readings } from '../model/compile';
import { violationsOf } from '../model/conforms';
import type { SchemaViolation } from '../model/schema-violation';

/** What is wrong with gates that a stored release holds. Anybody who may write ConfigMaps can have changed them. */
export function gateViolations(value: unknown): readonly SchemaViolation[] {
  return violationsOf(gateProperties, readings.overlay, value);
}
