import type { Action } from '../plan/plan-object';
import type { ObjectProgress } from '../readiness/awaited-object';

/** What a deploy reports while it runs. */
export type DeployEvent =
  | {
      readonly type: 'object';
      readonly flow?: string;
      readonly kind: string;
      readonly name: string;
      readonly action: Action | 'pruned';
    }
  | { readonly type: 'waiting'; readonly progress: ObjectProgress }
  /** It was interrupted, after so many of the changes that were planned. */
  | { readonly type: 'stopped'; readonly made: number; readonly planned: number };

export type DeployEventHandler = (event: DeployEvent & { readonly application: string }) => void;
