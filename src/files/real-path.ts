import { existsSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** How many links Linux follows before it reports a loop (ELOOP). */
const mostLinks = 40;

/**
 * The absolute path without links that a path stands for. Neither the last parts of the path nor the target of a link
 * need to exist.
 *
 * @returns undefined for links that point to each other in a loop
 */
export function realPath(path: string, followed = 0): string | undefined {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  if (parent === path) return path;
  const realParent = realPath(parent, followed);
  if (realParent === undefined) return undefined;
  const place = join(realParent, basename(path));
  const target = linkTarget(place);
  if (target === undefined) return place;
  return followed === mostLinks ? undefined : realPath(resolve(realParent, target), followed + 1);
}

/** The target of a link; undefined if the path is not a link. */
function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** Whether an absolute path exists and contains no link. */
export function isReal(path: string): boolean {
  try {
    return realpathSync(path) === path;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return false;
    throw error;
  }
}

/** Whether a path is a folder or lies below it. Compares the text of two absolute paths; follows no link. */
export function isWithin(folder: string, path: string): boolean {
  const relativePath = relative(folder, path);
  return relativePath !== '..' && !relativePath.startsWith(`..${sep}`) && !isAbsolute(relativePath);
}

/** A path as messages show it: relative to the workspace with `/`, or absolute if it lies outside. */
export function shownPath(root: string, path: string): string {
  return isWithin(root, path) ? relative(root, path).split(sep).join('/') || '.' : path;
}
