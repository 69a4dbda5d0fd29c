import type { LiveObject } from '../../cluster/cluster';
import { valueAt } from '../../data/merge';

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}

/** A custom kind may keep something else in the place of conditions; then it has none. */
export function conditionOf(object: LiveObject, type: string): Condition | undefined {
  const conditions = valueAt(object, ['status', 'conditions']);
  const found: unknown = Array.isArray(conditions)
    ? conditions.find((one) => valueAt(one, ['type']) === type)
    : undefined;
  return found as Condition | undefined;
}

/** The condition if it holds. */
export function trueCondition(object: LiveObject, type: string): Condition | undefined {
  const condition = conditionOf(object, type);
  return condition?.status === 'True' ? condition : undefined;
}

/** What a condition says of itself. */
export function conditionText({ reason, message }: Condition): string {
  return [reason, message].filter(Boolean).join(': ');
}

/** Whether the controller has seen what was asked for last. What the status says is about something older until then. */
export function isObserved(object: LiveObject): boolean {
  const observed = valueAt(object, ['status', 'observedGeneration']);
  return (typeof observed === 'number' ? observed : 0) >= (object.metadata.generation ?? 0);
}

export const notObservedMessage = 'its controller has not seen it yet';
