import { sweepBeside, writeFiles } from '../../files/write-files';
import { checkOptions } from '../../workspace/check-options';
import { workspaceRoot } from '../../workspace/workspace-root';
import { portalFileNames } from './portal-file-text';
import { extensionFolder, type PortalPlan, planPortalFiles } from './portal-plan';

/** What was written, and the folder that the user opens in the editor. */
export type PortalFiles = Omit<PortalPlan, 'texts'>;

/**
 * Writes the files with which the extension acme-portal of VS Code shows a workspace, all of them or none. They are at
 * the root of the repository that `source` in `towpath.yaml` names, if it contains the workspace and both are in one
 * git checkout; otherwise they are in the workspace.
 *
 * @throws TowpathError `portal-file-exists` for each file that exists with another text, `path-outside-workspace` for a
 *   link that leads out of this folder; then nothing was written
 */
export function writePortalFiles(options: { readonly root?: string | undefined } = {}): PortalFiles {
  checkOptions(options);
  const { folder, texts, written, kept } = planPortalFiles(workspaceRoot(options.root));
  sweepBeside(
    folder,
    portalFileNames.map((name) => `${extensionFolder}/${name}`),
  );
  writeFiles(folder, texts, { fresh: new Set(texts.keys()) });
  return { folder, written, kept };
}
