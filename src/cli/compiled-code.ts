import module from 'node:module';

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
  if (!enableCompileCache) return;
  const { cacheFolder } = require('../files/cache-folder') as typeof import('../files/cache-folder');
  const folder = cacheFolder('compiled');
  if (folder) enableCompileCache(folder);
}
