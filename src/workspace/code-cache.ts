import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { privateFolder } from '../files/private-folder';

/**
 * The folder in which jiti keeps the JavaScript of the files in `apps/`, and from which it runs that code the next
 * time. It belongs to the user alone. By default jiti uses `jiti` in the temporary folder, where another user of the
 * machine could put other code.
 *
 * @param name each way of making the JavaScript has a folder of its own
 * @returns `false`, with which jiti keeps nothing, if there is no folder that only this user can write to
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ for XDG_CACHE_HOME
 */
export function codeCache(name: string): string | false {
  const caches = cacheFolder();
  return (caches && privateFolder(join(caches, 'towpath', name))) ?? false;
}

/** The folder for the user's caches; undefined for a user without a home. */
function cacheFolder(): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  try {
    return [XDG_CACHE_HOME, LOCALAPPDATA, join(homedir(), '.cache')].find((path) => path && isAbsolute(path));
  } catch {
    return undefined; // the system knows no home of this user
  }
}
