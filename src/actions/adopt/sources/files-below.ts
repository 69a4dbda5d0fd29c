import { type Dirent, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { statIfThere } from '../../../files/stat';

/** Folders with files of other people, and those that programs write. */
const foreignFolders = ['node_modules', 'site-packages', 'venv', 'dist'];

export interface FilesBelow {
  /** The files with YAML or JSON, sorted by folder. */
  readonly files: readonly string[];
  /** What may contain such files and is not searched: hidden files, links to folders, and folders of other people. */
  readonly skipped: readonly string[];
}

/**
 * The files below a folder that may hold manifests. Left out are hidden files, links to folders, packages, and output
 * such as that of towpath, which would be found beside the manifests from which it was made. The folder itself is read
 * whatever it is.
 *
 * @param own the folder that adopt writes its own files to
 */
export function filesBelow(folder: string, own: string): FilesBelow {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: string[] = [];
  const skipped: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (isSkipped(path, entry)) {
      if (entry.name !== '.git' && (entry.isDirectory() || isFolder(path) || isManifest(entry.name)))
        skipped.push(path);
    } else if (entry.isDirectory()) {
      if (resolve(path) === own) continue;
      const inner = filesBelow(path, own);
      files.push(...inner.files);
      skipped.push(...inner.skipped);
    } else if (isManifest(entry.name)) files.push(path);
  }
  return { files, skipped };
}

function isSkipped(path: string, entry: Dirent): boolean {
  if (entry.name.startsWith('.')) return true;
  if (!entry.isDirectory()) return entry.isSymbolicLink() && isFolder(path);
  // The index of towpath's output, and the mark of a virtual environment.
  const marks = ['.towpath', 'pyvenv.cfg'];
  return foreignFolders.includes(entry.name) || marks.some((mark) => statIfThere(join(path, mark)) !== undefined);
}

function isFolder(path: string): boolean {
  return statIfThere(path)?.isDirectory() ?? false;
}

function isManifest(name: string): boolean {
  return /\.(?:ya?ml|json)$/.test(name) || name === 'Kustomization';
}
