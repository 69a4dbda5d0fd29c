import Module from 'node:module';
import { dirname, join, sep } from 'node:path';
import type { Script } from 'node:vm';
import { packageFolder } from '../../files/package-folder';
import { removeOldPacks } from './old-packs';
import { Pack } from './pack';

/** The part of Node's loader that compiles and runs the text of a module. */
interface Loader {
  readonly prototype: {
    _compile(this: NodeJS.Module, text: string, file: string, format?: string): unknown;
  };
  _resolveFilename(request: string, parent: NodeJS.Module, isMain: boolean, options?: object): string;
  _resolveLookupPaths(request: string, parent: NodeJS.Module): string[] | null;
  readonly _cache: NodeJS.Dict<NodeJS.Module>;
  readonly _extensions: NodeJS.RequireExtensions;
}

const loader = Module as unknown as Loader;

const ownCode = join(packageFolder, 'lib') + sep;
const packages = `${sep}node_modules${sep}`;

/**
 * Keeps the compiled code of towpath and of packages in `node_modules`, and takes it from there at the next start. The
 * files of an application are compiled each time.
 *
 * @param folder that only this user can write to
 * @param command that towpath was called for; empty for help and errors. It has a pack of its own, because V8 keeps the
 *   functions that were called
 */
export function keepModules(folder: string, command: string): void {
  const start = Date.now() - process.uptime() * 1000;
  const file = (name: string) => join(folder, `${hash(`${process.version} ${process.arch} ${name}`)}.pack`);
  const packs = new Map<string, Pack>();
  const pack = (name: string) => {
    const found = packs.get(name) ?? new Pack(file(name), start);
    packs.set(name, found);
    return found;
  };
  const { _compile: compile } = loader.prototype;
  loader.prototype._compile = function (text, file, format) {
    // Node finds the source map of a module only when it compiles the module itself.
    const isOfNode = format === 'module' || process.sourceMapsEnabled;
    const name = file.startsWith(ownCode) ? `${ownCode} ${command}` : file.includes(packages) ? ownCode : undefined;
    const script = isOfNode || name === undefined ? undefined : compiled(pack(name), file, text);
    return script ? run(script, this, file) : compile.call(this, text, file, format);
  };
  process.on('exit', () => {
    const written = [...packs.values()].filter((one) => one.write());
    if (written.length > 0) removeOldPacks(folder);
  });
}

function compiled(pack: Pack, file: string, text: string): Script | undefined {
  try {
    return pack.script(file, text);
  } catch {
    return undefined; // Node reports a wrong syntax with the line
  }
}

/** Runs a module as Node does. */
function run(script: Script, module: NodeJS.Module, file: string): unknown {
  const require = Object.assign((id: string) => module.require(id), {
    resolve: Object.assign(
      (request: string, options?: object) => loader._resolveFilename(request, module, false, options),
      { paths: (request: string) => loader._resolveLookupPaths(request, module) },
    ),
    main: process.mainModule,
    extensions: loader._extensions,
    cache: loader._cache,
  });
  return script.runInThisContext().call(module.exports, module.exports, require, module, file, dirname(file));
}

/** A short name for a text. Two texts with the same name would only compile each other's code anew. */
function hash(text: string): string {
  let found = 0x811c9dc5;
  for (const character of text) found = Math.imul(found ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return found.toString(36);
}
