import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Person } from '../../actions/gates/signed-shop';
import { folderWith } from '../../helpers/files';
import { git } from '../../helpers/git';
import { kubeconfigFor } from './kubeconfig';
import { kubectl } from './kubectl';
import { newNamespace } from './namespace';
import type { Server } from './server';
import { api, application, wrk } from './shop';
import { towpath } from './towpath';
import { asUser } from './users';
import { clusterWorkspace } from './workspace';

/**
 * A team with three environments in two clusters, and a bare repository that everybody clones. The developer reaches
 * the cluster of dev and tst. The pipeline of prod reaches the other cluster, with the rights of `towpath rbac`.
 */
export async function teamOn(other: Server) {
  const namespaces = { dev: newNamespace(), tst: newNamespace(), prod: newNamespace({}, other) };
  const apps = { shop: { tag: 'v1.0.0' } };
  const prodFile = (tag: string, gates: string) =>
    [
      `cluster: { context: prod, server: "${other.url}" }`,
      `namespace: ${namespaces.prod}`,
      'promotesFrom: [tst]',
      gates,
      `apps: { shop: { tag: ${tag} } }`,
      '',
    ].join('\n');
  const desk = clusterWorkspace({
    environments: {
      dev: { namespace: namespaces.dev, apps },
      tst: { namespace: namespaces.tst, promotesFrom: ['dev'], apps },
    },
    files: {
      'apps/shop.ts': application(api, wrk),
      '.gitignore': 'node_modules\n',
      'towpath.yaml': 'workspace: shop-team\n',
      'environments/prod.yaml': prodFile('v1.0.0', 'gates: { healthy: true }'),
    },
  });
  const remote = folderWith({});
  git(remote, 'init', '--quiet', '--bare', '--initial-branch=main');
  await towpath(['synth'], { cwd: desk });
  git(desk, 'init', '--quiet', '--initial-branch=main');
  git(desk, 'config', 'user.name', 'Ada');
  git(desk, 'config', 'user.email', 'ada@example.org');
  git(desk, 'remote', 'add', 'origin', remote);
  git(desk, 'add', '-A');
  git(desk, 'commit', '--quiet', '-m', 'first');
  git(desk, 'push', '--quiet', '--set-upstream', 'origin', 'main');

  const pipeline = asUser('pipeline', other);
  const { namespace, name } = pipeline.subject;
  const account = `${namespace}:${name}`;
  const roles = await towpath(['rbac', '-e', 'prod', '--service-account', account, '-o', 'json'], { cwd: desk });
  kubectl(['apply', '--server-side', '-f', '-'], roles.stdout, other);
  const kubeconfig = kubeconfigFor({ context: 'prod', user: pipeline, server: other });

  return {
    prodFile,
    path: (file: string) => join(desk, file),
    /** Runs towpath at the developer's desk. */
    atDesk: (...args: string[]) => towpath(args, { cwd: desk }),
    /** Approves at the developer's desk, with the key and the address of a person. */
    approveAs({ name, key }: Person) {
      git(desk, 'config', 'user.email', name);
      git(desk, 'config', 'user.signingKey', key);
      return towpath(['approve', '-e', 'prod'], { cwd: desk });
    },
    commit(message: string): void {
      git(desk, 'add', '-A');
      git(desk, 'commit', '--quiet', '-m', message);
    },
    push: () => git(desk, 'push', '--quiet', 'origin', 'main'),
    /** A fresh clone, as each run of a pipeline has it, with the commands that run in it. */
    clone(depth?: number) {
      const cwd = folderWith({});
      const shallow = depth === undefined ? [] : [`--depth=${depth}`];
      execFileSync('git', ['clone', '--quiet', ...shallow, `file://${remote}`, cwd]);
      symlinkSync(join(desk, 'node_modules'), join(cwd, 'node_modules'));
      return (...args: string[]) => towpath(args, { cwd, kubeconfig });
    },
    /** The image of a flow in prod. */
    imageInProd: (flow: string) =>
      kubectl(
        ['get', `deployment/shop-${flow}`, '-n', namespaces.prod, '-o', 'jsonpath={..containers[0].image}'],
        '',
        other,
      ).stdout,
  };
}
