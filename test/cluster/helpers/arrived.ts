import type { KubernetesObject } from '../../../src/assembly/application-assembly';
import { connect } from '../../../src/cluster/connect';
import { missingIssues } from '../../../src/release/rights/missing';
import type { Right } from '../../../src/release/rights/right';
import { type PolicyRule, rightsOf } from '../../../src/release/rights/rules';
import type { Who } from './kubectl';

/** What Roles allow, right by right. */
export function rightsIn(objects: readonly KubernetesObject[]): Right[] {
  const roles = objects.filter(({ rules }) => rules !== undefined);
  return roles.flatMap(({ metadata, rules }) =>
    (rules as readonly PolicyRule[]).flatMap((rule) => rightsOf(rule, metadata.namespace)),
  );
}

/** Waits until the server knows that an account has these rights: authorizers hear of a new Role a moment later. */
export async function haveArrived({ kubeconfig }: Who, rights: readonly Right[]): Promise<void> {
  const cluster = connect(undefined, { kubeconfig });
  while ((await missingIssues(cluster, rights)).length > 0);
  await cluster.close();
}
