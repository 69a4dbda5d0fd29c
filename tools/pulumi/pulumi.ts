import { Unavailable } from '../control-plane/unavailable';
import { cache, cli, folderOf, plugins, unpacked } from './binaries';
import { buildCli } from './build';
import { archiveFolder, unpackPlugins } from './plugins';

/**
 * The folders of Pulumi's command line and of its plugins, for PATH: those that are there; otherwise the command
 * line is built, and the plugins are unpacked where somebody packed them.
 *
 * @throws Unavailable where something is missing
 * @throws Error where the packed plugins are not whole
 */
export function pulumiFolders(): string[] {
  if (missingPlugins().length > 0) unpackPlugins(archiveFolder, unpacked);
  const missing = missingPlugins();
  if (missing.length > 0) {
    throw new Unavailable(`no ${missing.join(' and no ')} on PATH, nor in ${cache}, nor packed in ${archiveFolder}`);
  }
  if (!folderOf(cli)) buildCli();
  return [...new Set([cli, ...plugins].flatMap((program) => folderOf(program) ?? []))];
}

function missingPlugins(): string[] {
  return plugins.filter((plugin) => !folderOf(plugin));
}
