import type { LiveObject } from '../../cluster/cluster';
import { valueAt } from '../../data/merge';

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}

/** A custom kind may use the field `conditions` for something else. It has no conditions then. */
export function conditionOf(object: LiveObject, type: string): Condition | undefined {
  const conditions = valueAt(object, ['status', 'conditions']);
  const found: unknown = Array.isArray(conditions)
    ? conditions.find((one) => valueAt(one, ['type']) === type)
    : undefined;
  return found as Condition | undefined;
}

/** The condition, if its status is true. */
export function trueCondition(object: LiveObject, type: string): Condition | undefined {
  const condition = conditionOf(object, type);
  return condition?.status === 'True' ? condition : undefined;
}

/** The reason and message of a condition. */
export function conditionText({ reason, message }: Condition): string {
  return [reason, message].filter(Boolean).join(': ');
}

/** Whether the controller has seen the newest generation. Until then, the status describes an older one. */
export function isObserved(object: LiveObject): boolean {
  const observed = valueAt(object, ['status', 'observedGeneration']);
  return (typeof observed === 'number' ? observed : 0) >= (object.metadata.generation ?? 0);
}

export const notObservedMessage = 'waiting for the controller to observe the latest change';
