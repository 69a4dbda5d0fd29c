import type { LiveObject } from '../../cluster/cluster';

export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
}

interface WithStatus {
  readonly status?: { readonly observedGeneration?: number; readonly conditions?: readonly Condition[] };
}

export function conditionOf(object: LiveObject, type: string): Condition | undefined {
  return (object as WithStatus).status?.conditions?.find((condition) => condition.type === type);
}

/** The condition if it holds. */
export function holding(object: LiveObject, type: string): Condition | undefined {
  const condition = conditionOf(object, type);
  return condition?.status === 'True' ? condition : undefined;
}

/** What a condition says of itself. */
export function saying({ reason, message }: Condition): string {
  return [reason, message].filter(Boolean).join(': ');
}

/** Whether the controller has seen what was asked for last. What the status says is about something older until then. */
export function isObserved(object: LiveObject): boolean {
  const observed = (object as WithStatus).status?.observedGeneration ?? 0;
  return observed >= (object.metadata.generation ?? 0);
}

export const unobserved = 'its controller has not seen it yet';
