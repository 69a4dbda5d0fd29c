import { isWithin, realPath } from '../../files/real-path';
import { readWorkspaceFile } from '../../workspace/workspace-file';
import { sourceRoot } from '../flows/source-root';
import { runGit } from '../git/run-git';

/**
 * The folder that the user opens in the editor: the repository that `source` in `towpath.yaml` names. It is the
 * workspace itself if there is no `source`, or if `source` does not contain the workspace or is outside its git
 * checkout.
 * @param root absolute, without links in it
 * @returns absolute, without links in it
 */
export function editorFolder(root: string): string {
  const { source } = readWorkspaceFile(root).options;
  if (source === undefined) return root;
  const folder = realPath(sourceRoot(root, source));
  if (folder === undefined || folder === root || !isWithin(folder, root)) return root;
  const checkout = checkoutOf(folder);
  return checkout !== undefined && checkout === checkoutOf(root) ? folder : root;
}

/** The top folder of the git checkout that contains a folder; undefined outside a checkout, and without git. */
function checkoutOf(folder: string): string | undefined {
  const { isDone, stdout } = runGit(folder, ['rev-parse', '--show-toplevel']);
  return isDone ? stdout : undefined;
}
