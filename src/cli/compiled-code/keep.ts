import module from 'node:module';
import { cacheFolder } from '../../files/cache-folder';
import { keepModules } from './modules';

/** The part of `node:module` that Node.js 20 lacks. */
interface CompileCache {
  enableCompileCache?(folder: string): unknown;
}

/**
 * Keeps what is compiled, so that the next start takes it from there. Node.js 22 can do that. By default Node uses a
 * folder that another user of the machine could own, so the folder is named here.
 *
 * @param command that towpath was called for
 * @see https://nodejs.org/api/module.html#module-compile-cache
 */
export function keepCompiledCode(command: string): void {
  const { enableCompileCache } = module as CompileCache;
  const folder = cacheFolder('compiled');
  if (!folder) return;
  if (enableCompileCache) enableCompileCache(folder);
  else keepModules(folder, command);
}
