import type { PodOutput } from '../pod-output/pod-output';
import type { ObjectProgress } from '../readiness/awaited-object';
import type { ApplyResult, ChangedObject } from './apply-result';

/** What a deploy reports while it runs. */
export type DeployEvent =
  | ({ readonly type: 'object' } & ChangedObject)
  | { readonly type: 'waiting'; readonly progress: ObjectProgress }
  /** With `logs`: what the pods wrote that did not become ready. */
  | { readonly type: 'output'; readonly pods: readonly PodOutput[] }
  /** The deploy of an application has ended: it succeeded, failed or was interrupted. The error of a failed deploy is thrown. */
  | { readonly type: 'ended'; readonly result: ApplyResult };

export type DeployEventHandler = (event: DeployEvent & { readonly application: string }) => void;
