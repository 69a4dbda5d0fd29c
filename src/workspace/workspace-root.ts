import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { issueError } from '../diagnostics';
import { statIfThere } from '../files/stat';
import { checkOptions } from './check-options';

/**
 * The absolute path of a workspace, with links resolved. Every action determines it once, before it loads the
 * application's code, so that `process.chdir` in an application does not change where files are written.
 *
 * @param root relative to the current folder
 * @throws TowpathError `workspace-empty` if the folder does not exist, `invalid-value` if `root` is no text
 */
export function workspaceRoot(root = '.'): string {
  checkOptions({ root });
  const path = resolve(root);
  if (statIfThere(path)?.isDirectory()) return realpathSync(path);
  const message = `the folder \`${path}\` does not exist`;
  throw issueError('workspace-empty', message);
}
