import { join } from 'node:path';
import { errorIssue, type Issue, TowpathError } from '../diagnostics';
import { isWithin, realPath, shownPath } from './real-path';
import { lstatIfThere } from './stat';

/** A link, file or folder because of which a file cannot be written, read or deleted at its path. */
export interface Obstacle {
  /** Relative to the folder that the file belongs to. */
  readonly path: string;
  /** Whether it is a link. Otherwise it is a folder instead of a file, or a file instead of a folder. */
  readonly isLink: boolean;
}

/**
 * Looks at each part of a file's path for a link, a file instead of a folder, or a folder instead of the file.
 *
 * @param folder the folder that the file belongs to: absolute, without links in it
 * @param path relative to the folder, with `/`
 * @returns undefined if the file exists or can be created
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

/** Whether an obstacle is a link that points out of the folder, or to itself. */
export function escapesFolder(folder: string, { path, isLink }: Obstacle): boolean {
  if (!isLink) return false;
  const target = realPath(join(folder, path));
  return target === undefined || !isWithin(folder, target);
}

/**
 * The error that reports an obstacle: `path-outside-workspace` for a link that points out of the folder, else
 * `file-not-ours`.
 *
 * @param root the folder that paths in messages are relative to
 */
export function obstacleIssue(root: string, folder: string, obstacle: Obstacle): Issue {
  const file = shownPath(root, join(folder, obstacle.path));
  if (!obstacle.isLink) {
    const message = `\`${file}\` is not a file, or is a file where towpath needs a folder`;
    const hint = 'move it to another place, and run the command again';
    return errorIssue('file-not-ours', message, { hint, location: { file } });
  }
  const target = realPath(join(folder, obstacle.path));
  const hint = `remove the link \`${file}\`, because towpath follows no links to the files that it writes and deletes`;
  if (!escapesFolder(folder, obstacle)) {
    const message = `\`${file}\` is a link to \`${shownPath(root, target as string)}\`, but must be a file or folder of its own`;
    return errorIssue('file-not-ours', message, { hint });
  }
  const where =
    target === undefined ? 'itself' : `\`${shownPath(root, target)}\`, outside \`${shownPath(root, folder)}\``;
  return errorIssue('path-outside-workspace', `\`${file}\` is a link to ${where}`, { hint });
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
