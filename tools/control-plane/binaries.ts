import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The programs that an API server needs to run and to be asked. An envtest folder holds these three. */
const needed = ['kube-apiserver', 'etcd', 'kubectl'];
/** The programs that act on the objects of an API server. An envtest folder holds none of them. */
const controllers = ['kube-controller-manager', 'kube-scheduler', 'kwok'];

/**
 * The folder of the installed programs: the one that KUBEBUILDER_ASSETS names, or else the first folder of PATH that
 * holds all that are needed. They all come from one folder, because programs of different versions may not fit.
 *
 * @returns undefined where no such folder exists
 * @throws Error where the folder that KUBEBUILDER_ASSETS names lacks a program
 */
export function foundBinaries(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const { KUBEBUILDER_ASSETS: assets, PATH = '' } = env;
  if (assets && !isComplete(assets))
    throw new Error(`KUBEBUILDER_ASSETS: ${needed.join(', ')} are not all in ${assets}`);
  return assets || PATH.split(delimiter).find((folder) => folder !== '' && isComplete(folder));
}

export function isComplete(folder: string): boolean {
  return needed.every((name) => isExecutable(join(folder, name)));
}

export function hasControllers(folder: string): boolean {
  return controllers.every((name) => isExecutable(join(folder, name))) && existsSync(join(folder, 'kwok-stages'));
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
