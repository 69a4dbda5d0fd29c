import * as connecting from '../../../src/cluster/connect';
import type { Ground } from '../../scenarios/ground';
import { kubectl } from './kubectl';
import { newNamespace } from './namespace';
import { server } from './server';

/** As it is before a scenario hands clusters to the verbs. */
const { connect } = connecting;

/** The server of this run; everybody else writes to it by kubectl. */
export function serverGround(): Ground {
  const run = async (object: object, ...args: readonly string[]) =>
    kubectl([...args, '--filename=-'], JSON.stringify(object));
  return {
    newNamespace: async () => newNamespace(),
    connect: () => connect(undefined, { kubeconfig: server().kubeconfig }),
    by: (manager) => ({
      apply: (object, { force = false } = {}) =>
        run(object, 'apply', '--server-side', `--field-manager=${manager}`, ...(force ? ['--force-conflicts'] : [])),
      create: (object) => run(object, 'create', `--field-manager=${manager}`),
      replace: (object) => run(object, 'replace', `--field-manager=${manager}`),
      remove: (object) => run(object, 'delete'),
    }),
    kubectlApply: async (object) => {
      await run(object, 'apply');
    },
    outlast: (work) => work(),
  };
}
