import { join } from 'node:path';
import { foldersAbove } from '../../files/folders-above';
import { statIfThere } from '../../files/stat';

/**
 * The folder that flows are found in: the git repository around a workspace, or the workspace if there is none.
 * @param root absolute
 * @param option `source` in `towpath.yaml`, relative to the workspace
 */
export function sourceRoot(root: string, option: string | undefined): string {
  if (option !== undefined) return join(root, option);
  return [root, ...foldersAbove(root)].find((folder) => statIfThere(join(folder, '.git'))) ?? root;
}
