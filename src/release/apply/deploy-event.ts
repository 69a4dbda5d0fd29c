import type { ObjectProgress } from '../readiness/awaited-object';
import type { ApplyResult, ChangedObject } from './apply-result';

/** What a deploy reports while it runs. */
export type DeployEvent =
  | ({ readonly type: 'object' } & ChangedObject)
  | { readonly type: 'waiting'; readonly progress: ObjectProgress }
  /** It is over: it succeeded, failed or was interrupted. An error of the deploy follows as an error. */
  | { readonly type: 'ended'; readonly result: ApplyResult };

export type DeployEventHandler = (event: DeployEvent & { readonly application: string }) => void;
