import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What an API server takes, as envtest has it. */
const needed = ['kube-apiserver', 'etcd', 'kubectl'];
/** What works on its objects, which envtest has not. */
const controllers = ['kube-controller-manager', 'kube-scheduler', 'kwok'];

/** The folder that KUBEBUILDER_ASSETS names, or the first of PATH with all of them: mixed versions are worth little. */
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
