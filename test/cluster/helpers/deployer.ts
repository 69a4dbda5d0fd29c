import { haveArrived, rightsIn } from './arrived';
import { kubeconfigFor } from './kubeconfig';
import { kubectl } from './kubectl';
import type { Server } from './server';
import { server } from './server';
import { towpath } from './towpath';
import { asUser, type User } from './users';

/** Somebody who may do what `towpath rbac` says of a workspace, and nothing else. */
export interface Deployer extends User {
  /** Gives them what the workspace needs as it is now, beside what they have: what goes was theirs, too. */
  allow(): Promise<void>;
}

/**
 * A pipeline's account for one environment of a workspace, as an administrator sets it up.
 *
 * @param on the server, or a proxy before it, that their kubeconfig leads to
 */
export async function deployerOf(cwd: string, environment = 'dev', on: Server = server()): Promise<Deployer> {
  const user = asUser('deployer');
  const kubeconfig = kubeconfigFor({ context: 'loopback', user, server: on });
  const { namespace, name } = user.subject;
  const flags = ['--service-account', `${namespace}:${name}`, '--take-ownership', '--prune-data', '--output=json'];
  let times = 0;
  const allow = async () => {
    const { code, stdout, stderr } = await towpath(['rbac', '-e', environment, ...flags], { cwd });
    if (code !== 0) throw new Error(stderr);
    times += 1;
    const roles = times === 1 ? stdout : stdout.replaceAll('"towpath.', `"more${times}.towpath.`);
    kubectl(['apply', '--server-side', '-f', '-'], roles);
    await haveArrived({ kubeconfig }, rightsIn(JSON.parse(roles).items));
  };
  await allow();
  return { ...user, kubeconfig, allow };
}
