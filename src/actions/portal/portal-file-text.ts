import { join } from 'node:path';
import { packageFolder } from '../../files/package-folder';
import { readUserText } from '../../files/read-file';

/** The four files that the extension loads. */
export const portalFileNames = [
  'flow_finder.py',
  'deployment_finder.py',
  'flow_deploy.py',
  'deployment_promote.py',
] as const;

/**
 * The text of a file. It stands alone, because the extension loads each file by itself.
 * @param workspace the path from the folder of the file to the workspace, with `/`
 */
export function portalFileText(name: (typeof portalFileNames)[number], workspace: string): string {
  // Each text in JSON is also a text in Python.
  return template(name).replace(
    'Path(__file__).parent / ".."',
    () => `Path(__file__).parent / ${JSON.stringify(workspace)}`,
  );
}

/** The text of a template. A line such as `# part: towpath.py` stands for a function that several files contain. */
function template(name: string): string {
  const text = readUserText(join(packageFolder, 'data/portal', name));
  return text.replace(/^# part: ([a-z_]{1,40}\.py)\n/gm, (_, part: string) => template(`parts/${part}`));
}
