import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubeconfig } from '../../../tools/control-plane/kubeconfig';
import { folderWith } from '../../helpers/files';
import { haveArrived } from './arrived';
import { kubectl } from './kubectl';
import { server } from './server';

/** A kubeconfig of an account that may read what is in one namespace, and nothing else. */
export async function readerOf(namespace: string): Promise<string> {
  const where = ['--namespace', namespace];
  kubectl(['create', 'serviceaccount', 'reader', ...where]);
  kubectl(['create', 'rolebinding', 'reader', '--clusterrole=view', `--serviceaccount=${namespace}:reader`, ...where]);
  const token = kubectl(['create', 'token', 'reader', ...where]).stdout.trim();
  const file = join(folderWith({}), 'kubeconfig');
  writeFileSync(file, kubeconfig({ ...server(), token }));
  kubectl(['config', 'set-context', '--current', ...where], '', { kubeconfig: file });
  await haveArrived({ kubeconfig: file }, [{ namespace, group: 'apps', resource: 'deployments', verb: 'list' }]);
  return file;
}
