import { dirname, join, relative, sep } from 'node:path';
import { errorIssue, type Issue, TowpathError } from '../../diagnostics';
import { followLinks } from '../../files/follow-links';
import { readIfThere } from '../../files/read-file';
import { editorFolder } from './editor-folder';
import { portalFileNames, portalFileText } from './portal-file-text';

/** The folder in which the extension looks for its four files. */
export const extensionFolder = '.acme_portal_sdk';

export interface PortalPlan {
  /** The folder that the user opens in the editor. Absolute. */
  readonly folder: string;
  /** The texts of files that do not exist yet, by path relative to `folder`. */
  readonly texts: ReadonlyMap<string, string>;
  /** New files, relative to the workspace. */
  readonly written: readonly string[];
  /** Files that already have the same text, relative to the workspace. */
  readonly kept: readonly string[];
}

/**
 * Decides which files `towpath portal init` writes, and writes none.
 * @param root absolute, without links in it
 * @throws TowpathError as `writePortalFiles` does
 */
export function planPortalFiles(root: string): PortalPlan {
  const folder = editorFolder(root);
  const places = followLinks(
    folder,
    portalFileNames.map((name) => `${extensionFolder}/${name}`),
  );
  const files = portalFileNames.map((name) => {
    const path = `${extensionFolder}/${name}`;
    const place = places.get(path) ?? path;
    const text = portalFileText(name, slashed(relative(dirname(join(folder, place)), root)));
    return { place, text, found: readIfThere(folder, place), shown: slashed(relative(root, join(folder, path))) };
  });
  const others = files.filter(({ text, found }) => found !== undefined && found !== text);
  if (others.length > 0) throw new TowpathError(others.map(({ shown }) => existing(shown)));
  const missing = files.filter(({ found }) => found === undefined);
  return {
    folder,
    texts: new Map(missing.map(({ place, text }) => [place, text])),
    written: missing.map(({ shown }) => shown),
    kept: files.filter(({ found }) => found !== undefined).map(({ shown }) => shown),
  };
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

function existing(file: string): Issue {
  return errorIssue('portal-file-exists', `\`${file}\` exists with another text`, {
    hint: 'move or delete the file, then run `towpath portal init` again; nothing was written',
    location: { file },
  });
}
