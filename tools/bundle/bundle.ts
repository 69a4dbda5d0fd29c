import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { type Group, groupOf } from './groups';

const options = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.19',
  // A third less to parse at each start. Names stay, because messages show names of classes.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  write: false,
  logLevel: 'warning',
} satisfies BuildOptions;

export interface Bundle {
  readonly code: string;
  /** The source map of the code, without the sources. */
  readonly map: string;
}

/**
 * Bundles the modules of a group. The bundle exports `modules`, which maps the name of each module to a function that
 * loads it. A module inside runs when it is first loaded, as it would as a file of its own.
 *
 * @param compiled folder of the compiled modules
 * @param modules of the group, as `groupOf` takes them
 * @param file where the bundle will be; the bundles of other groups are beside it
 */
export async function bundle(
  group: Group,
  modules: readonly string[],
  compiled: string,
  file: string,
): Promise<Bundle> {
  const loaders = modules.map((module) => `  '${module}': () => require('${requested(module)}'),\n`).join('');
  const { outputFiles } = await build({
    ...options,
    outfile: file,
    sourcemap: 'linked',
    sourcesContent: false,
    stdin: { contents: `exports.modules = {\n${loaders}};\n`, resolveDir: compiled },
    plugins: [otherBundles(group, compiled), lazyEntries, oneLocale, noProgramsOfCommands],
  });
  const [map, code] = ['.map', '.js'].map((end) => outputFiles.find(({ path }) => path.endsWith(end))?.text ?? '');
  return { code: code ?? '', map: map ?? '' };
}

/**
 * The file that Node starts. It loads the bundles as files, so that compiled code is kept for them.
 *
 * @param bundles path of their folder, as the file requires it
 */
export async function command(entry: string, bundles: string): Promise<string> {
  const start: Plugin = {
    name: 'start',
    setup(build) {
      build.onResolve({ filter: /^\.\/start$/ }, ({ path }) => ({ path, namespace: 'start' }));
      build.onResolve({ filter: /^/, namespace: 'start' }, ({ path }) => ({ path, external: true }));
      build.onLoad({ filter: /^/, namespace: 'start' }, () => ({
        contents: `require('${bundles}/${groupOf('cli/start')?.name}.js').modules['cli/start']();`,
      }));
    },
  };
  const { outputFiles } = await build({ ...options, entryPoints: [entry], plugins: [start] });
  return outputFiles[0]?.text ?? '';
}

function requested(module: string): string {
  return groupOf(module)?.packages?.includes(module) ? module : `./${module}.js`;
}

/** Takes modules of other groups from their bundles, and leaves packages that no group has in `node_modules`. */
function otherBundles(group: Group, folder: string): Plugin {
  const nameOf = (path: string, from: string) => {
    if (!path.startsWith('.')) return path;
    const file = resolve(from, path).replace(/\.js$/, '');
    return relative(folder, existsSync(`${file}.js`) ? file : join(file, 'index'))
      .split(sep)
      .join('/');
  };
  return {
    name: 'other-bundles',
    setup(build) {
      build.onResolve({ filter: /^/ }, ({ path, resolveDir, namespace }) => {
        if (namespace === 'other-bundle') return { path, external: true };
        if (resolveDir.includes(`${sep}node_modules${sep}`)) return undefined;
        const module = nameOf(path, resolveDir);
        const other = groupOf(module);
        if (!other) return { path, external: true };
        return other === group ? undefined : { path: module, namespace: 'other-bundle' };
      });
      build.onLoad({ filter: /^/, namespace: 'other-bundle' }, ({ path }) => ({
        contents: `module.exports = require('./${groupOf(path)?.name}.js').modules['${path}']();`,
      }));
    },
  };
}

/**
 * The entries whose functions have little in common. TypeScript loads all modules that an entry exports from; here, a
 * module is loaded when a program first uses one of its exports.
 */
const lazyEntries: Plugin = {
  name: 'lazy-entries',
  setup(build) {
    const loaded = /^var (\w+) = (require\(".*"\));\n((?:Object\.defineProperty\(exports, .*\n)+)/gm;
    build.onLoad({ filter: /[\\/]build[\\/](actions|testing)[\\/]index\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(loaded, (_, name, load, getters) =>
        getters.replaceAll(`return ${name}.`, `return ${load}.`),
      ),
    }));
  },
};

/** zod loads its messages in fifty languages. towpath uses its own messages, so the English ones are enough. */
const oneLocale: Plugin = {
  name: 'one-locale',
  setup(build) {
    build.onLoad({ filter: /zod\/v4\/locales\/index\.cjs$/ }, () => ({
      contents: "exports.en = require('./en.cjs').default;",
    }));
  },
};

/** commander can start a program for a command. No command of towpath is such a program, so Node's module for it is not loaded. */
const noProgramsOfCommands: Plugin = {
  name: 'no-programs-of-commands',
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, ({ path, resolveDir }) =>
      resolveDir.includes(`${sep}node_modules${sep}commander${sep}`) ? { path, namespace: 'no-program' } : undefined,
    );
    build.onLoad({ filter: /^/, namespace: 'no-program' }, () => ({ contents: '' }));
  },
};
