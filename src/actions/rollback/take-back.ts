import type { ConnectOptions } from '../../cluster/connect';
import type { Issue } from '../../diagnostics';
import { TowpathError } from '../../diagnostics';
import type { ApplyResult } from '../../release/apply/apply-result';
import type { LoadOptions } from '../../workspace/load';
import { deleteApplication } from '../delete/delete';
import { rollback } from './rollback';

export interface TakeBackOptions extends LoadOptions, ConnectOptions {
  readonly environment: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What prevents a failed deploy from being taken back: by a rollback to the release before it, or by a deletion if it
 * was the first one. A rollback is refused, for example, if the earlier release has more rights than what is declared
 * and deployed now, and git does not have it. Nothing is written.
 */
export async function takeBackIssues(
  { application, previous }: Pick<ApplyResult, 'application' | 'previous'>,
  options: TakeBackOptions,
): Promise<readonly Issue[]> {
  const confirm = async () => false;
  try {
    if (previous === undefined) await deleteApplication({ ...options, application, confirm });
    else await rollback({ ...options, flows: [application], to: previous, confirm });
    return [];
  } catch (error) {
    if (TowpathError.is(error)) return error.issues.filter(({ severity }) => severity === 'error');
    throw error;
  }
}
