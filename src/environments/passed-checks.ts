import { isEqual } from '../data/equal';
import { BuiltImage } from '../model/image';
import { Reference, Text } from '../model/reference';

/** A check of the values of a flow. */
export type FlowCheck = 'schema' | 'rules' | 'secrets';

interface Checked {
  readonly values: unknown;
  readonly passed: Set<FlowCheck>;
}

const checked = new Map<string, Checked>();

/**
 * Returns the checks in which nothing was found for the values of a flow. A flow mostly has the same values in each
 * environment, so that only the first one has to be checked. The result is empty for other values than those of the last
 * call. The caller adds the checks that the values pass.
 *
 * @param subject names the values, such as `values store pssp.redis`
 */
export function passedChecks(subject: string, values: unknown): Set<FlowCheck> {
  const last = checked.get(subject);
  if (last && isEqual(last.values, values, areAlike)) return last.passed;
  const passed = new Set<FlowCheck>();
  checked.set(subject, { values, passed });
  return passed;
}

/** Calls a check unless the values passed it before, and remembers if they pass it now. */
export function unlessPassed<Finding>(
  passed: Set<FlowCheck>,
  name: FlowCheck,
  check: () => readonly Finding[],
): readonly Finding[] {
  if (passed.has(name)) return [];
  const found = check();
  if (found.length === 0) passed.add(name);
  return found;
}

/** Compares instances by what a check reads of them. A reference has another target in each environment, but the same form. */
function areAlike(one: unknown, other: unknown): boolean {
  if (BuiltImage.is(one) && BuiltImage.is(other)) return one.name === other.name && one.repository === other.repository;
  if (Reference.is(one) && Reference.is(other)) return one.flow === other.flow && one.attribute === other.attribute;
  if (Text.is(one) && Text.is(other)) return isEqual(one.parts, other.parts, areAlike);
  return Object.is(one, other);
}
