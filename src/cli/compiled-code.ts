import module from 'node:module';
import { cacheFolder } from '../files/cache-folder';

/** The part of `node:module` that Node.js 22 has and 20 has not. */
interface CompileCache {
  enableCompileCache?(folder: string): unknown;
}

/**
 * Lets Node keep what it compiles, so that the next start takes it from there. Node.js 20 cannot do that. By default
 * Node uses a folder that another user of the machine could own, so the folder is named here.
 *
 * @see https://nodejs.org/api/module.html#module-compile-cache
 */
export function keepCompiledCode(): void {
  const { enableCompileCache } = module as CompileCache;
  const folder = enableCompileCache && cacheFolder('compiled');
  if (folder) enableCompileCache(folder);
}
