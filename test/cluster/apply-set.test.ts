import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { KubernetesObject } from '../../src/assembly/application-assembly';
import { bareApplication } from './helpers/bare-application';
import { kubectl, listOf } from './helpers/kubectl';
import { names } from './helpers/live';
import { onServer, server } from './helpers/server';

const config = (name: string): KubernetesObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
const role: KubernetesObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  metadata: { name: 'api' },
  rules: [],
};

/** kubectl's own pruning, which is asked for by a variable as long as it is on trial. */
function applySet(namespace: string, objects: readonly object[]) {
  const { binaries, kubeconfig } = server();
  const args = ['apply', '--namespace', namespace, '--prune', '--applyset=configmap/towpath.shop', '--filename=-'];
  return spawnSync(join(binaries, 'kubectl'), args, {
    input: listOf(objects),
    encoding: 'utf8',
    env: { KUBECTL_APPLYSET: 'true', KUBECONFIG: kubeconfig, HOME: dirname(kubeconfig) },
  });
}

onServer('the parent of an ApplySet', () => {
  it('is an ApplySet of another tool to kubectl', async () => {
    const { namespace, deploy } = bareApplication();
    await deploy([config('a'), role]);
    expect(applySet(namespace, [config('b')])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('"towpath"'),
    });
    expect(names(namespace)).toEqual(['ConfigMap/a']);
  });

  it('lists all members of the set to kubectl after it is handed over', async () => {
    const { namespace, deploy } = bareApplication();
    await deploy([config('a'), role]);
    kubectl(['create', 'configmap', 'somebodys', '--namespace', namespace]);
    const tooling = 'applyset.kubernetes.io/tooling=kubectl/v1.36.4';
    kubectl(['annotate', 'configmap/towpath.shop', tooling, '--overwrite', '--namespace', namespace]);
    expect(applySet(namespace, [config('b')])).toMatchObject({ status: 0 });
    expect(names(namespace)).toEqual(['ConfigMap/b', 'ConfigMap/somebodys']);
    expect(kubectl(['get', 'roles', '--namespace', namespace, '--output=name']).stdout).toBe('');
  });
});
