import { join } from 'node:path';
import { errorIssue, TowpathError } from '../../diagnostics';
import { followLinks } from '../../files/follow-links';
import { packageFolder } from '../../files/package-folder';
import { readIfThere, readUserText } from '../../files/read-file';
import { writeFiles } from '../../files/write-files';
import { checkOptions } from '../../workspace/check-options';
import { workspaceRoot } from '../../workspace/workspace-root';

/** The folder in which the extension looks for its four files. */
const folder = '.acme_portal_sdk';

const names = ['flow_finder.py', 'deployment_finder.py', 'flow_deploy.py', 'deployment_promote.py'] as const;

export interface PortalFiles {
  readonly written: readonly string[];
  /** Files that had the same text before. */
  readonly kept: readonly string[];
}

/**
 * Writes the files with which the extension acme-portal of VS Code shows a workspace, all of them or none. Each file
 * stands alone, because the extension loads each by itself.
 *
 * @throws TowpathError `portal-file-exists` for each file that exists with another text, `path-outside-workspace` for a
 *   link that leads out of the workspace; then nothing was written
 */
export function writePortalFiles(options: { readonly root?: string | undefined } = {}): PortalFiles {
  checkOptions(options);
  const root = workspaceRoot(options.root);
  const texts = new Map(names.map((name) => [`${folder}/${name}`, textOf(name)]));
  const places = followLinks(root, [...texts.keys()]);
  const found = new Map([...places].map(([file, place]) => [file, readIfThere(root, place)]));
  const others = [...texts].filter(([file, text]) => ![undefined, text].includes(found.get(file)));
  if (others.length > 0) throw new TowpathError(others.map(([file]) => existing(file)));
  const written = [...texts].filter(([file]) => found.get(file) === undefined);
  writeFiles(root, new Map(written.map(([file, text]) => [places.get(file) ?? file, text])));
  return {
    written: written.map(([file]) => file),
    kept: [...texts.keys()].filter((file) => found.get(file) !== undefined),
  };
}

/** The text of a file. A line such as `# part: towpath.py` stands for a function that several of the files contain. */
function textOf(name: string): string {
  const template = readUserText(join(packageFolder, 'data/portal', name));
  return template.replace(/^# part: ([a-z_]{1,40}\.py)\n/gm, (_, part: string) => textOf(`parts/${part}`));
}

function existing(file: string) {
  return errorIssue('portal-file-exists', `\`${file}\` exists with another text`, {
    hint: 'move or delete the file, then run `towpath portal init` again; nothing was written',
    location: { file },
  });
}
