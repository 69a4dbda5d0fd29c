import { createRequire, isBuiltin } from 'node:module';
import { basename, dirname, parse } from 'node:path';
import { groupBy } from '../data/group-by';
import { readUserText } from '../files/read-file';

/** A text in code without blanks, or the end of one behind a slash. A path in an `import` ends like this. */
const pathEnd = /[/'"`]([^/'"`\s]+)(?=['"`])/g;

/** Matches an import of a package or of an alias, whose name does not begin with a dot or a slash as a path does. */
const bareImport = /\b(?:from|import|require)[\s(]*['"`]([^./'"`\s][^'"`\s]*)['"`]/g;

/** The ending of a file of code, which an `import` may leave out. */
const ending = /\.[cm]?[jt]sx?$/;

/** Stands for every module, in the place of a name. */
const any = Symbol('any');

/**
 * The modules that the change of one of them can concern: the module itself, and those that may import it, directly or
 * through others. Code is not parsed. A module may import another one if a text in it ends with the name of that file, or
 * if it imports something that is neither a package nor the name of a module: an alias such as `#settings`.
 *
 * @param modules absolute paths
 */
export function concernedModules(changed: readonly string[], modules: readonly string[]): readonly string[] {
  const isPackage = packagesAmong(modules);
  const known = new Set<string | symbol>(modules.flatMap(namesOf));
  const paths = modules.flatMap((module) => importsOf(module, known, isPackage).map((name) => ({ name, module })));
  const importers = groupBy(paths, ({ name }) => name);
  const found = new Set(changed);
  for (const module of found) {
    for (const importer of [...namesOf(module), any].flatMap((one) => importers.get(one) ?? [])) {
      found.add(importer.module);
    }
  }
  return [...found];
}

/** The names that the path in an import of a module can end with. `import '../shop'` can mean `shop/index.ts`. */
function namesOf(module: string): readonly string[] {
  const { base, name } = parse(module);
  const plain = base.replace(ending, '');
  return name === 'index' ? [plain, basename(dirname(module))] : [plain];
}

/** The names that paths in the code of a module end with, without `.ts`. Empty for a file that is gone. */
function importsOf(
  module: string,
  known: ReadonlySet<string | symbol>,
  isPackage: (name: string, importer: string) => boolean,
): readonly (string | symbol)[] {
  try {
    const code = readUserText(module);
    const names = [...code.matchAll(pathEnd)].map(([, name = '']) => name.replace(ending, ''));
    const bare = [...code.matchAll(bareImport)].map(([, name = '']) => name);
    const isAlias = (name: string) => !known.has(basename(name).replace(ending, '')) && !isPackage(name, module);
    return [...new Set<string | symbol>(names), ...(bare.some(isAlias) ? [any] : [])];
  } catch {
    return [];
  }
}

/**
 * Returns a function that tells whether a name that code imports leads to a package, and not to one of the modules. Each
 * name is looked up once.
 */
function packagesAmong(modules: readonly string[]): (name: string, importer: string) => boolean {
  const edited = new Set(modules);
  const found = new Map<string, boolean>();
  return (name, importer) => {
    const known = found.get(name) ?? isForeign(name, importer, edited);
    found.set(name, known);
    return known;
  };
}

function isForeign(name: string, importer: string, edited: ReadonlySet<string>): boolean {
  if (isBuiltin(name)) return true;
  try {
    return !edited.has(createRequire(importer).resolve(name));
  } catch {
    return false;
  }
}
