import { dirname, join, sep } from 'node:path';
import { type Issue, TowpathError } from '../diagnostics';
import { followLink } from '../files/follow-links';
import { assertNoObstacles } from '../files/obstacle';
import { shownPath } from '../files/real-path';
import { statIfThere } from '../files/stat';
import { reservedPaths } from './index-file';
import { foreignEntry, overlappingFolder } from './overlapping-folders';

/** What Linux takes. @see https://man7.org/linux/man-pages/man0/limits.h.0p.html */
const longestName = 255;
const longestPath = 4096;
/** For the folders of environment and application, and the name of a file. */
const roomForFiles = 512;

/**
 * Absolute path of the folder that output goes to, without links in it. `dist` may be a link to another folder of the
 * workspace; below it, towpath follows no link.
 *
 * @param root the workspace: absolute, without links in it
 * @param outdir relative to the workspace, or absolute
 * @throws TowpathError `path-outside-workspace` where the folder, or what towpath keeps in it, leads elsewhere;
 * `output-folder-taken` where it shares files with another part of the workspace; `file-not-ours` where it is a file;
 * `output-folder-unusable` where its path is too long
 */
export function outputFolder(root: string, outdir: string): string {
  const folder = join(root, followLink(root, outdir));
  if (folder === root) throw refusal('path-outside-workspace', 'the output folder is the workspace itself');
  assertUsable(root, folder);
  const held = foreignEntry(folder);
  if (held) throw refusal('output-folder-taken', `the output folder ${shownPath(root, folder)} holds ${held}`);
  assertNoObstacles(root, folder, reservedPaths);
  return folder;
}

/**
 * @throws TowpathError `output-folder-taken` for a folder that is, lies in, or holds another part of the workspace;
 * `file-not-ours` where the folder, or one above it, is a file; `output-folder-unusable` where its path is too long
 */
export function assertUsable(root: string, folder: string): void {
  if (isTooLong(folder)) {
    const message = `the path ${shownPath(root, folder).slice(0, 60)}… of the output folder is too long`;
    throw refusal('output-folder-unusable', message);
  }
  const part = overlappingFolder(root, folder);
  if (part) {
    const message = `${shownPath(root, folder)} cannot be an output folder: it shares files with ${part}`;
    throw refusal('output-folder-taken', message);
  }
  const file = fileInPath(folder);
  if (file) throw refusal('file-not-ours', `${shownPath(root, file)} is a file, not a folder`);
}

/** Whether file systems take no such path, or leave no room for the files below it. In bytes. */
function isTooLong(folder: string): boolean {
  const isNameTooLong = folder.split(sep).some((name) => Buffer.byteLength(name) > longestName);
  return isNameTooLong || Buffer.byteLength(folder) > longestPath - roomForFiles;
}

/** The folder, or one above it, if a file stands there. */
function fileInPath(folder: string): string | undefined {
  const found = statIfThere(folder);
  if (found) return found.isDirectory() ? undefined : folder;
  return fileInPath(dirname(folder));
}

function refusal(code: Issue['code'], message: string): TowpathError {
  const hint = 'name a folder inside the workspace that holds output alone, such as dist';
  return new TowpathError([{ code, severity: 'error', message, hint }]);
}
