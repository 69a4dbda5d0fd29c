import { join } from 'node:path';
import { types } from 'node:util';
import type { createJiti as createLoader } from 'jiti';
import { issueError, printableLine, type TowpathError, textOf } from '../diagnostics';
import { cacheFolder } from '../files/cache-folder';
import { shownPath } from '../files/real-path';
import { applicationsFolder } from './application-files';
import { assignedFields } from './assigned-fields';
import { tsConfigAt } from './tsconfig';

/** Runs modules that are written in TypeScript or JavaScript. */
export type ModuleLoader = ReturnType<typeof createLoader>;

/**
 * Creates a loader that runs TypeScript with the aliases and the fields of classes that the nearest `tsconfig.json` asks
 * for.
 * @throws TowpathError `file-unreadable` or `tsconfig-invalid`
 */
export async function moduleLoader(root: string): Promise<ModuleLoader> {
  const { createJiti } = await import('jiti');
  const folder = join(root, applicationsFolder);
  const config = tsConfigAt(folder, root);
  const assignsFields = config?.assignsFields ?? false;
  try {
    // By default jiti keeps code in the temporary folder, where another user of the machine could put other code.
    return createJiti(join(folder, 'index.js'), {
      fsCache: cacheFolder(assignsFields ? 'code-with-assigned-fields' : 'code') ?? false,
      ...(config?.hasAliases && { tsconfigPaths: config.file }),
      ...(assignsFields && { transformOptions: { babel: { plugins: [assignedFields] } } }),
    });
  } catch (error) {
    if (!config?.hasAliases) throw error;
    throw invalidTsConfig(shownPath(root, config.file), error);
  }
}

/** With aliases, jiti reads `tsconfig.json` itself, and trusts the shape of what it finds. */
function invalidTsConfig(file: string, error: unknown): TowpathError {
  const { message } = Object(error) as Error;
  const hint = 'run `npx tsc --showConfig`, which says what is wrong in it';
  const text = `the aliases in \`${file}\` cannot be read: ${printableLine(textOf(message ?? error))}`;
  return issueError('tsconfig-invalid', text, { hint, location: { file } });
}

/**
 * Runs a module and returns its default export.
 *
 * @param canImport whether the module may be imported if it cannot be required. Node imports a file once in a process
 */
export async function defaultExport(loader: ModuleLoader, path: string, canImport: boolean): Promise<unknown> {
  // Packages are mostly CommonJS, and Node takes much longer to import them than to require them.
  try {
    const loaded: { readonly default?: unknown } | undefined = loader(path);
    return loaded?.default ?? loaded;
  } catch (error) {
    if (!canImport || !isOnlyForImport(error)) throw error;
    return loader.import(path, { default: true });
  }
}

/**
 * Whether a module can only be imported. V8 cannot compile a top-level `await` in a module that is required, and names
 * the place in the stack before the error. A SyntaxError that code throws while it runs has no such place.
 */
function isOnlyForImport(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  const { code, name, stack = name } = error as NodeJS.ErrnoException;
  const isUncompiled = name === 'SyntaxError' && !stack.startsWith(name);
  return isUncompiled || code === 'ERR_REQUIRE_ASYNC_MODULE' || code === 'ERR_REQUIRE_ESM';
}
