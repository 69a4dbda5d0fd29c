import { basename, dirname, parse } from 'node:path';
import { groupBy } from '../data/group-by';
import { readUserText } from '../files/read-file';

/** A text in code without blanks, or the end of one behind a slash. A path in an `import` ends like this. */
const pathEnd = /[/'"`]([^/'"`\s]+)(?=['"`])/g;

/** The ending of a file of code, which an `import` may leave out. */
const ending = /\.[cm]?[jt]sx?$/;

/**
 * The modules that the change of one of them can concern: the module itself, and those that may import it, directly or
 * through others. Code is not parsed. A module may import another one if a text in it ends with the name of that file.
 *
 * @param modules absolute paths
 */
export function concernedModules(changed: readonly string[], modules: readonly string[]): readonly string[] {
  const paths = modules.flatMap((module) => pathEnds(module).map((name) => ({ name, module })));
  const importers = groupBy(paths, ({ name }) => name);
  const found = new Set(changed);
  for (const module of found) {
    const { name } = parse(module);
    // `import '../shop'` can mean `shop/index.ts`.
    const names = name === 'index' ? [name, basename(dirname(module))] : [name];
    for (const importer of names.flatMap((one) => importers.get(one) ?? [])) found.add(importer.module);
  }
  return [...found];
}

/** The names that paths in the code of a module end with, without `.ts`. Empty for a file that is gone. */
function pathEnds(module: string): readonly string[] {
  try {
    const texts = [...readUserText(module).matchAll(pathEnd)].map(([, name = '']) => name.replace(ending, ''));
    return [...new Set(texts)];
  } catch {
    return [];
  }
}
