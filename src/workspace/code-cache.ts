import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { privateFolder } from '../files/private-folder';

/**
 * The folder where jiti keeps the JavaScript that it makes of the files of `apps/`, and from where it runs that code
 * the next time. It belongs to the user alone. Without the option, jiti takes `jiti` in the temporary folder, where
 * another user of the machine can have put other code.
 *
 * @returns `false`, by which jiti keeps nothing, where there is no folder that only this user can write to
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ for XDG_CACHE_HOME
 */
export function codeCache(): string | false {
  const caches = cacheFolder();
  return (caches && privateFolder(join(caches, 'towpath', 'code'))) ?? false;
}

/** Where the user's programs keep what they can make again; undefined for a user without a home. */
function cacheFolder(): string | undefined {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  try {
    return [XDG_CACHE_HOME, LOCALAPPDATA, join(homedir(), '.cache')].find((path) => path && isAbsolute(path));
  } catch {
    return undefined; // the system knows no home of this user
  }
}
