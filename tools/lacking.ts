/** What tests need and a machine may lack, by the names that TOWPATH_CI_WITHOUT takes. */
export type Need =
  | 'cluster'
  | 'controllers'
  | 'older-server'
  | 'pulumi'
  | 'compose'
  | 'portal'
  | 'cases'
  | 'python-yaml'
  | 'shells';

/**
 * Says that tests are skipped, and why. In CI nothing is skipped silently: there it is an error, unless
 * TOWPATH_CI_WITHOUT declares that this machine lacks what they need.
 *
 * @throws Error in CI, where nobody declared it
 */
export function lacking(need: Need, reason: string, env: NodeJS.ProcessEnv = process.env): void {
  const { CI, TOWPATH_CI_WITHOUT = '' } = env;
  if (CI === 'true' && !TOWPATH_CI_WITHOUT.split(',').includes(need)) {
    throw new Error(`${reason}; TOWPATH_CI_WITHOUT=${need} would declare that this machine cannot have it`);
  }
  process.stderr.write(`skipped: ${reason}\n`);
}
