import { join, sep } from 'node:path';
import { packageFolder } from '../files/package-folder';

const ownCode = join(packageFolder, 'lib') + sep;

/** Modules of the program that uses towpath. They were loaded before any application. */
const earlier = new Set(Object.keys(require.cache));

/**
 * The files of the modules that applications have loaded, which are the files of `apps/` and what they import. Packages
 * in `node_modules` are left out, because nobody edits them.
 */
export function applicationModules(): readonly string[] {
  return Object.keys(require.cache).filter(
    (file) => !earlier.has(file) && !file.startsWith(ownCode) && !file.includes(`${sep}node_modules${sep}`),
  );
}

/** Forgets modules, so that the next load runs their files again. */
export function forgetModules(files: readonly string[]): void {
  for (const file of files) delete require.cache[file];
}
