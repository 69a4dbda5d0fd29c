import { join } from 'node:path';
import { errorIssue, type Issue } from '../diagnostics';
import { isWorkspace } from '../files/workspace-folder';

/** The folder into which `towpath init` writes the workspace of a repository. */
export const usualFolder = 'deploy';

/** The one issue of a workspace that lacks these folders. The usual cause is that the command runs in the wrong folder. */
export function missingWorkspace(root: string, folders: readonly string[]): Issue {
  const names = folders.map((folder) => `\`${folder}/\``).join(' and ');
  const found =
    folders.length > 1 ? `the folders ${names} in \`${root}\` are` : `the folder ${names} in \`${root}\` is`;
  return errorIssue('workspace-empty', `${found} missing or empty`, { hint: whereToRun(root) });
}

/** What to do in a folder that is no workspace. */
export function whereToRun(root: string): string {
  return isWorkspace(join(root, usualFolder))
    ? `run towpath in \`${usualFolder}/\`, which is a workspace`
    : 'run towpath in the folder of the workspace, or create one with `towpath init`';
}
