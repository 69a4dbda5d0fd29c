import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { TowpathError } from '../diagnostics';
import { statIfThere } from '../files/stat';

/**
 * The absolute path of a workspace, without links in it. Every action asks for it once, before it loads application
 * code: what an application does to the current folder (`process.chdir`) moves no file then.
 *
 * @param root relative to the current folder
 * @throws TowpathError `workspace-empty` where there is no such folder
 */
export function workspaceRoot(root = '.'): string {
  const path = resolve(root);
  if (statIfThere(path)?.isDirectory()) return realpathSync(path);
  const message = `there is no folder ${path}`;
  throw new TowpathError([{ code: 'workspace-empty', severity: 'error', message }]);
}
