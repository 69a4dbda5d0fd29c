import { dirname, join, sep } from 'node:path';
import { type Issue, issueError, type TowpathError } from '../diagnostics';
import { followLink } from '../files/follow-links';
import { assertNoObstacles } from '../files/obstacle';
import { shownPath } from '../files/real-path';
import { statIfThere } from '../files/stat';
import { reservedPaths } from './index-file';
import { foreignEntry, overlappingFolder } from './overlapping-folders';

/** The longest name and path that Linux accepts, in bytes. @see https://man7.org/linux/man-pages/man0/limits.h.0p.html */
const longestName = 255;
const longestPath = 4096;
/** Bytes that are kept free for the folders of environment and application, and for the name of a file. */
const roomForFiles = 512;

/**
 * Absolute path of the output folder, with links resolved. `dist` may be a link to another folder of the workspace;
 * below it, towpath follows no link.
 *
 * @param root the workspace: absolute, with links resolved
 * @param outdir relative to the workspace, or absolute
 * @throws TowpathError `path-outside-workspace` if a link in the path of the folder, or of a file that towpath keeps in
 *   it, leads elsewhere; `output-folder-taken` if it overlaps with another part of the workspace; `file-not-ours` if it
 *   is a file;
 *   `output-folder-unusable` if its path is too long
 */
export function outputFolder(root: string, outdir: string): string {
  const folder = join(root, followLink(root, outdir));
  if (folder === root) throw refusal('path-outside-workspace', 'the output folder is the workspace itself');
  assertUsable(root, folder);
  const held = foreignEntry(folder);
  if (held)
    throw refusal(
      'output-folder-taken',
      `the output folder \`${shownPath(root, folder)}\` contains \`${held}\`, which is not output of towpath`,
    );
  assertNoObstacles(root, folder, reservedPaths);
  return folder;
}

/**
 * @throws TowpathError `output-folder-taken` for a folder that is, lies in, or contains another part of the workspace;
 *   `file-not-ours` if the folder, or one above it, is a file; `output-folder-unusable` if its path is too long
 */
export function assertUsable(root: string, folder: string): void {
  if (isTooLong(folder)) {
    const message = `the path \`${shownPath(root, folder).slice(0, 60)}…\` of the output folder is too long`;
    throw refusal('output-folder-unusable', message);
  }
  const part = overlappingFolder(root, folder);
  if (part) {
    const message = `the output folder \`${shownPath(root, folder)}\` overlaps with \`${part}\``;
    throw refusal('output-folder-taken', message);
  }
  const file = fileInPath(folder);
  if (file) throw refusal('file-not-ours', `\`${shownPath(root, file)}\` is a file, not a folder`);
}

/** Whether the path is longer than file systems accept, or leaves no room for the files below it. Lengths are in bytes. */
function isTooLong(folder: string): boolean {
  const isNameTooLong = folder.split(sep).some((name) => Buffer.byteLength(name) > longestName);
  return isNameTooLong || Buffer.byteLength(folder) > longestPath - roomForFiles;
}

/** The folder, or the one above it, that is a file; undefined if none is. */
function fileInPath(folder: string): string | undefined {
  const found = statIfThere(folder);
  if (found) return found.isDirectory() ? undefined : folder;
  return fileInPath(dirname(folder));
}

function refusal(code: Issue['code'], message: string): TowpathError {
  const hint = 'choose a folder inside the workspace that contains only output, such as `dist`';
  return issueError(code, message, { hint });
}
