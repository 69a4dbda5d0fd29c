import { lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Issue } from '../diagnostics';

/** The text of a user's file, or why it is not read. */
export interface TextFile {
  readonly text: string;
  readonly issues: readonly Issue[];
}

/**
 * Reads a file of the workspace; one that is absent is empty. A link is followed as long as it
 * stays inside the workspace.
 *
 * @param root absolute path of the workspace, without links in it
 * @param file relative to it
 */
export function readTextFile(root: string, file: string): TextFile {
  const path = join(root, file);
  if (!lstatSync(path, { throwIfNoEntry: false })) return { text: '', issues: [] };
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return refused('file-unreadable', `${file} is a link that leads nowhere`, file);
  if (!realpathSync(path).startsWith(root + sep)) {
    return refused('path-outside-workspace', `${file} is a link that leads out of the workspace`, file);
  }
  if (!found.isFile()) return refused('file-unreadable', `${file} is not a file`, file);
  return { text: readFileSync(path, 'utf8'), issues: [] };
}

function refused(code: Issue['code'], message: string, file: string): TextFile {
  return { text: '', issues: [{ code, severity: 'error', message, location: { file } }] };
}
