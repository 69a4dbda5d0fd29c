import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Cluster } from '../../../src/cluster/cluster';
import { connect } from '../../../src/cluster/connect';
import type { Right } from '../../../src/release/rights/right';
import { rulesOf } from '../../../src/release/rights/rules';
import { kubeconfig } from '../../../tools/control-plane/kubeconfig';
import { folderWith } from '../../helpers/files';
import { haveArrived } from './arrived';
import { kubectl, listOf } from './kubectl';
import { server } from './server';

/** Somebody who has all rights of some Roles but one, or all of them. */
export interface Mutant {
  readonly without: Right | undefined;
  /** The way to the server as they have it, to be closed. */
  readonly cluster: Cluster;
}

/** One for each right that is left out, as soon as the server knows what they may do. */
export async function mutantsOf(rights: readonly Right[], left: readonly (Right | undefined)[]): Promise<Mutant[]> {
  const mutants = left.map((without) => {
    const name = `mutant-${randomUUID()}`;
    const kept = rights.filter((right) => !isDeepStrictEqual(right, without));
    return { without, name, kept, kubeconfig: kubeconfigAs(name) };
  });
  const roles = mutants.flatMap(({ name, kept }) => rolesFor(name, kept));
  if (roles.length > 0) kubectl(['create', '-f', '-'], listOf(roles));
  await Promise.all(mutants.map((mutant) => haveArrived(mutant, mutant.kept)));
  return mutants.map(({ without, kubeconfig }) => ({ without, cluster: connect(undefined, { kubeconfig }) }));
}

function rolesFor(name: string, rights: readonly Right[]): object[] {
  const apiGroup = 'rbac.authorization.k8s.io';
  const apiVersion = `${apiGroup}/v1`;
  return [...new Set(rights.map(({ namespace }) => namespace))].flatMap((namespace) => {
    const kind = namespace === undefined ? 'ClusterRole' : 'Role';
    const metadata = { name, namespace };
    const rules = rulesOf(rights.filter((right) => right.namespace === namespace));
    const binding = {
      kind: `${kind}Binding`,
      roleRef: { apiGroup, kind, name },
      subjects: [{ kind: 'User', name, apiGroup }],
    };
    return [
      { apiVersion, kind, metadata, rules },
      { apiVersion, metadata, ...binding },
    ];
  });
}

/** As a user whom nobody knows but by their rights. */
function kubeconfigAs(name: string): string {
  const config = JSON.parse(kubeconfig(server()));
  config.users[0].user.as = name;
  return join(folderWith({ kubeconfig: JSON.stringify(config) }), 'kubeconfig');
}
