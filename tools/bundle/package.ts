import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { bundle, command } from './bundle';
import { groupOf, groups } from './groups';
import { licences } from './licences';

/** The folder of the bundles. Its files are as deep below the package as the files of `src/files` are. */
const folder = 'lib/bundle';

/**
 * Makes the JavaScript of `lib/` from the compiled files in `build/`: a bundle for each group of modules, and a small
 * file for each entry, which loads its module from a bundle. A module is in one bundle only, so that each class and
 * each registry exists once.
 *
 * @param root folder of the package
 */
export async function writePackage(root: string): Promise<void> {
  const compiled = join(root, 'build');
  const modules = [...modulesBelow(compiled), ...groups.flatMap(({ packages = [] }) => packages)];
  for (const group of groups) {
    const file = `${folder}/${group.name}.js`;
    const own = modules.filter((module) => groupOf(module) === group);
    const { code, map } = await bundle(group, own, compiled, join(root, file));
    write(root, file, code);
    write(root, `${file}.map`, map);
  }
  write(root, `${folder}/LICENCES.txt`, licences(root));
  for (const entry of exportedEntries(root)) write(root, `lib/${entry}.js`, entryFile(root, entry));
  write(root, 'lib/cli/main.js', await command(join(compiled, 'cli/main.js'), '../bundle'));
}

/** The compiled modules, as paths without an ending. `cli/main` is a file of its own. */
function modulesBelow(compiled: string): string[] {
  return (readdirSync(compiled, { recursive: true }) as string[])
    .filter((file) => file.endsWith('.js'))
    .map((file) => file.split(sep).join('/').replace(/\.js$/, ''))
    .filter((module) => module !== 'cli/main')
    .sort();
}

/** The entries of package.json, as modules. */
function exportedEntries(root: string): string[] {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { default: string }>;
  };
  return Object.values(exports).flatMap((files) =>
    typeof files === 'string' ? [] : [files.default.replace(/^\.\/lib\/(.*)\.js$/, '$1')],
  );
}

/** The names at the end are never evaluated. Node reads them to learn what `import` can name. */
function entryFile(root: string, entry: string): string {
  const group = groupOf(entry)?.name;
  const { modules } = require(join(root, folder, `${group}.js`)) as { modules: Record<string, () => object> };
  const names = Object.keys(modules[entry]?.() ?? {});
  const bundled = posix.relative(posix.dirname(`lib/${entry}`), `${folder}/${group}.js`);
  const required = bundled.startsWith('.') ? bundled : `./${bundled}`;
  return `'use strict';
module.exports = require('${required}').modules['${entry}']();
0 && (module.exports = { ${names.join(', ')} });
`;
}

function write(root: string, file: string, text: string): void {
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  // A new file instead of new content: a process that runs the old bundle keeps it.
  rmSync(path, { force: true });
  writeFileSync(path, text);
}
