import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../../src/assembly/application-assembly';
import type { Cluster } from '../../../src/cluster/cluster';
import { connect } from '../../../src/cluster/connect';
import { missingIssues } from '../../../src/release/rights/missing';
import type { Right } from '../../../src/release/rights/right';
import { type PolicyRule, rightsOf, rulesOf } from '../../../src/release/rights/rules';
import { kubeconfig } from '../../../tools/control-plane/kubeconfig';
import { folderWith } from '../../helpers/files';
import { kubectl, listOf } from './kubectl';
import { server } from './server';

/** Somebody who has all rights of some Roles but one, or all of them. */
export interface Mutant {
  readonly without: Right | undefined;
  /** The way to the server as they have it, to be closed. */
  readonly cluster: Cluster;
}

/** What Roles allow, right by right. */
export function rightsIn(objects: readonly KubernetesObject[]): Right[] {
  const roles = objects.filter(({ rules }) => rules !== undefined);
  return roles.flatMap(({ metadata, rules }) =>
    (rules as readonly PolicyRule[]).flatMap((rule) => rightsOf(rule, metadata.namespace)),
  );
}

/** One for each right that is left out, as soon as the server knows what they may do. */
export async function mutantsOf(rights: readonly Right[], left: readonly (Right | undefined)[]): Promise<Mutant[]> {
  const mutants = left.map((without) => {
    const name = `mutant-${randomUUID()}`;
    const kept = rights.filter((right) => !isDeepStrictEqual(right, without));
    return { without, name, kept, cluster: clusterAs(name) };
  });
  const roles = mutants.flatMap(({ name, kept }) => rolesFor(name, kept));
  if (roles.length > 0) kubectl(['create', '-f', '-'], listOf(roles));
  await Promise.all(mutants.map(({ cluster, kept }) => haveArrived(cluster, kept)));
  return mutants;
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
function clusterAs(name: string): Cluster {
  const config = JSON.parse(kubeconfig(server()));
  config.users[0].user.as = name;
  return connect(undefined, { kubeconfig: join(folderWith({ kubeconfig: JSON.stringify(config) }), 'kubeconfig') });
}

/** Authorizers hear of new Roles a moment later. */
async function haveArrived(cluster: Cluster, rights: readonly Right[]): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if ((await missingIssues(cluster, rights)).length === 0) return;
    await setTimeout(50);
  }
  throw new Error('the server does not know the rights of a mutant');
}
