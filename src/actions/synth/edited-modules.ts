import { join } from 'node:path';
import { environmentsFolder } from '../../environments/folder';
import { isWithin } from '../../files/real-path';
import { applicationModules } from '../../workspace/application-modules';
import { concernedModules } from '../../workspace/concerned-modules';

/**
 * The modules of applications that run again after files have changed, if only these and the values of environments can
 * have changed what is written. Absolute paths.
 *
 * @param changed absolute paths
 * @param root the workspace
 * @returns undefined if another file has changed, because any application may read it
 */
export function editedModules(changed: readonly string[], root: string): readonly string[] | undefined {
  const others = changed.filter((path) => !isWithin(join(root, environmentsFolder), path));
  if (others.length === 0) return [];
  const modules = applicationModules();
  return others.every((path) => modules.includes(path)) ? concernedModules(others, modules) : undefined;
}
