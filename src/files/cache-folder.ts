import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { privateFolder } from './private-folder';

/**
 * A folder for code that towpath runs again the next time. It belongs to the user alone.
 *
 * @param name of the folder
 * @returns undefined if there is no folder that only this user can write to
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ for XDG_CACHE_HOME
 */
export function cacheFolder(name: string): string | undefined {
  const caches = cachesOfUser();
  return caches && privateFolder(join(caches, 'towpath', name));
}

/** The folder for the user's caches; undefined for a user without a home. */
function cachesOfUser(): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  try {
    return [XDG_CACHE_HOME, LOCALAPPDATA, join(homedir(), '.cache')].find((path) => path && isAbsolute(path));
  } catch {
    return undefined; // the system knows no home of this user
  }
}
