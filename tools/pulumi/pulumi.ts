import { Unavailable } from '../control-plane/unavailable';
import { cache, cli, folderOf, plugins } from './binaries';
import { buildCli } from './build';

/**
 * The folders of Pulumi's command line and of its plugins, for PATH: those that are there; the command line,
 * but not its plugins, is otherwise built.
 *
 * @throws Unavailable where something is missing
 */
export function pulumiFolders(): string[] {
  const missing = plugins.filter((plugin) => !folderOf(plugin));
  if (missing.length > 0) {
    throw new Unavailable(`no ${missing.join(' and no ')} on PATH, nor in ${cache}`);
  }
  if (!folderOf(cli)) buildCli();
  return [...new Set([cli, ...plugins].flatMap((program) => folderOf(program) ?? []))];
}
