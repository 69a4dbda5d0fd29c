import { issueError, TowpathError } from '../../diagnostics';
import { startOf } from '../../environments/chain';
import { readEnvironments } from '../../environments/folder';
import { checkOptions } from '../../workspace/check-options';
import { workspaceRoot } from '../../workspace/workspace-root';

/**
 * The name of the environment where a deploy starts: the only one without `promotesFrom`, or the one of them with
 * `default: true`.
 *
 * @param root folder of the workspace. @default the nearest workspace at or above the current folder
 * @throws TowpathError with the problems of the environment files, or `unknown-environment` if there is no environment
 */
export function initialEnvironment(options: { readonly root?: string | undefined } = {}): string {
  checkOptions(options);
  const { environments, issues } = readEnvironments(workspaceRoot(options.root));
  const start = startOf(environments);
  if (start) return start.name;
  if (issues.some(({ severity }) => severity === 'error')) throw new TowpathError(issues);
  const message = 'the workspace has no environment where a deploy starts';
  throw issueError('unknown-environment', message, {
    hint: 'add a file such as environments/dev.yaml, or name one with `-e`',
  });
}
