import { type Issue, TowpathError, warningIssue } from '../../diagnostics';
import type { ApplyResult } from '../../release/apply/apply-result';
import type { DeployEventHandler } from '../../release/apply/deploy-event';
import { checkOptions } from '../../workspace/check-options';
import { type DeployOptions, type DeployResult, deploy } from '../deploy/deploy';
import { rollback } from './rollback';

/**
 * Deploys, and restores the earlier release of each application whose deploy fails: `towpath deploy
 * --rollback-on-failure`. Applications that succeeded stay. The pins in the environment files are not edited. A deploy
 * that is interrupted is not taken back.
 *
 * @throws TowpathError with the errors of the deploy, and a warning for each application that says whether it was taken
 *   back
 */
export async function deployOrRollBack(options: DeployOptions): Promise<DeployResult> {
  checkOptions(options, ['environment']);
  const failed: ApplyResult[] = [];
  const onEvent: DeployEventHandler = (event) => {
    if (event.type === 'ended' && event.result.state === 'failed') failed.push(event.result);
    options.onEvent?.(event);
  };
  try {
    return await deploy({ ...options, onEvent });
  } catch (error) {
    if (!TowpathError.is(error) || options.signal?.aborted) throw error;
    const taken: Issue[] = [];
    for (const result of failed) taken.push(...(await takeBack(result, options)));
    throw new TowpathError([...error.issues, ...taken]);
  }
}

async function takeBack({ application, applied, previous }: ApplyResult, options: DeployOptions): Promise<Issue[]> {
  if (applied.length === 0) return [];
  if (previous === undefined) {
    const message = `${application}: there is no earlier release to restore; what was applied stays`;
    return [warningIssue('deploy-not-taken-back', message)];
  }
  const { confirm: _, flows: __, ...others } = options;
  try {
    await rollback({ ...others, flows: [application], to: previous, editsPins: false });
    return [warningIssue('deploy-taken-back', `${application}: release ${previous} was restored`)];
  } catch (error) {
    if (!TowpathError.is(error)) throw error;
    const message = `${application}: release ${previous} could not be restored`;
    return [warningIssue('deploy-not-taken-back', message), ...error.issues];
  }
}
