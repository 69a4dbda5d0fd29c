import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { issueError } from '../diagnostics';
import { statIfThere } from '../files/stat';
import { workspaceFolderAt } from '../files/workspace-folder';
import { checkOptions } from './check-options';

/**
 * The absolute path of a workspace, with links resolved. Every action determines it once, before it loads the
 * application's code, so that `process.chdir` in an application does not change where files are written.
 *
 * @param root relative to the current folder. Without it, the workspace is the nearest one at or above the current
 *   folder, or the current folder itself if there is none
 * @throws TowpathError `workspace-empty` if the folder does not exist, `invalid-value` if `root` is no text
 */
export function workspaceRoot(root?: string): string {
  checkOptions({ root });
  if (root === undefined) {
    const folder = currentFolder();
    return workspaceFolderAt(folder) ?? folder;
  }
  const path = resolve(root);
  if (statIfThere(path)?.isDirectory()) return realpathSync(path);
  const message = `the folder \`${path}\` does not exist`;
  throw issueError('workspace-empty', message);
}

function currentFolder(): string {
  try {
    return realpathSync('.');
  } catch {
    throw issueError('workspace-empty', 'the current folder does not exist any more');
  }
}
