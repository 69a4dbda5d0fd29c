import { join } from 'node:path';
import { errorIssue, type Issue, TowpathError } from '../diagnostics';
import { isWithin, realPath, shownPath } from './real-path';
import { lstatIfThere } from './stat';

/** What keeps a file from being written, read or deleted at its path. */
export interface Obstacle {
  /** Relative to the folder that the file belongs to. */
  readonly path: string;
  /** Whether it is a link; else it is a folder in the place of a file, or the reverse. */
  readonly isLink: boolean;
}

/**
 * Looks at each step of a file's path for a link, a file in the place of a folder, or a folder in the place of the file.
 *
 * @param folder the folder that the file belongs to: absolute, without links in it
 * @param path relative to the folder, with `/`
 * @returns undefined when the file is there, or can be made
 */
export function obstacleTo(folder: string, path: string): Obstacle | undefined {
  const steps = path.split('/');
  for (let depth = 1; depth <= steps.length; depth++) {
    const place = steps.slice(0, depth).join('/');
    const found = lstatIfThere(join(folder, place));
    if (!found) return undefined;
    if (found.isSymbolicLink()) return { path: place, isLink: true };
    if (depth < steps.length ? !found.isDirectory() : !found.isFile()) return { path: place, isLink: false };
  }
  return undefined;
}

/** Whether an obstacle is a link that leads out of the folder, or to itself. */
export function escapesFolder(folder: string, { path, isLink }: Obstacle): boolean {
  if (!isLink) return false;
  const target = realPath(join(folder, path));
  return target === undefined || !isWithin(folder, target);
}

/**
 * The error that reports an obstacle: `path-outside-workspace` for a link that leads out of the folder, else
 * `file-not-ours`.
 *
 * @param root the folder that paths in messages are relative to
 */
export function obstacleIssue(root: string, folder: string, obstacle: Obstacle): Issue {
  const file = shownPath(root, join(folder, obstacle.path));
  if (!obstacle.isLink) {
    const message = 'a folder stands where a file is to be written, or the reverse';
    const hint = 'move it to another place, and run the command again';
    return errorIssue('file-not-ours', message, { hint, location: { file } });
  }
  const target = realPath(join(folder, obstacle.path));
  const hint = `remove the link ${file}: towpath follows no link where it writes or deletes its own files`;
  if (!escapesFolder(folder, obstacle)) {
    const message = `${file} is a link, to ${shownPath(root, target as string)}, in the place of a file or folder of towpath`;
    return errorIssue('file-not-ours', message, { hint });
  }
  const where = target === undefined ? 'to itself' : `out of ${shownPath(root, folder)}, to ${shownPath(root, target)}`;
  return errorIssue('path-outside-workspace', `${file} is a link that leads ${where}`, { hint });
}

/**
 * Looks for obstacles to all of the files.
 * @throws TowpathError with each obstacle once
 */
export function assertNoObstacles(root: string, folder: string, paths: Iterable<string>): void {
  const found = [...paths].flatMap((path) => obstacleTo(folder, path) ?? []);
  const issues = new Map(found.map((obstacle) => [obstacle.path, obstacleIssue(root, folder, obstacle)]));
  if (issues.size > 0) throw new TowpathError([...issues.values()]);
}
