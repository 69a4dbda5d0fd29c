import { isMap } from '../data/merge';
import { parseJson } from '../data/parse-json';
import { readTextFile } from '../environments/text-file';

/** A name that a workspace may have. It includes every name that npm allows for a package. */
export const workspaceNameText: RegExp = /^[\w@.~/-]{1,214}$/;

/**
 * The name of the workspace: `workspace` in `towpath.yaml`, else the `name` in the `package.json` beside it, else an
 * empty text. Git is not asked, because the clones of CI systems often have no history.
 *
 * @param set the value in `towpath.yaml`
 * @see https://docs.npmjs.com/cli/configuring-npm/package-json#name
 */
export function workspaceName(root: string, set: string | undefined): string {
  if (set !== undefined) return set;
  const { text } = readTextFile(root, 'package.json');
  const name = nameIn(text);
  return name !== undefined && workspaceNameText.test(name) ? name : '';
}

function nameIn(packageJson: string): string | undefined {
  try {
    const content: unknown = parseJson(packageJson);
    return isMap(content) && typeof content.name === 'string' ? content.name : undefined;
  } catch {
    return undefined;
  }
}
