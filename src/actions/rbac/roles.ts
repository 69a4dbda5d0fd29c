import type { KubernetesObject } from '../../assembly/application-assembly';
import { rbacGroup } from '../../kubernetes/api-groups';
import { apiVersionOf } from '../../kubernetes/api-version';
import { environmentLabel, managedByLabel, managedByTowpath, partOfLabel } from '../../kubernetes/labels';
import type { DesiredApplication } from '../../release/desired';
import type { Right } from '../../release/rights/right';
import { rulesOf } from '../../release/rights/rules';
import { leaseRef } from '../../release/store/instance';
import type { Subject } from './subject';

/**
 * Writes rights as Roles: one for each namespace, with the name of all objects that towpath keeps for an application,
 * and a ClusterRole for rights on cluster-scoped kinds.
 */
export function rolesOf(
  application: DesiredApplication,
  subjects: readonly Subject[],
  rights: readonly Right[],
): KubernetesObject[] {
  const namespaces = [...new Set(rights.map(({ namespace }) => namespace))].sort();
  return namespaces.flatMap((namespace) => {
    const own = rights.filter((right) => right.namespace === namespace);
    return roleWithBinding(application, namespace, subjects, own);
  });
}

function roleWithBinding(
  { application, environment, instance, namespace: home = '' }: DesiredApplication,
  namespace: string | undefined,
  subjects: readonly Subject[],
  rights: readonly Right[],
): KubernetesObject[] {
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const instanceRef = { instance, namespace: home };
  // Several instances with one name may write to other namespaces than their own. Roles there, and ClusterRoles, get
  // different names.
  const name = [leaseRef(instanceRef).name, ...(namespace === home ? [] : [home])].filter(Boolean).join('.');
  const metadata = {
    name,
    ...(namespace && { namespace }),
    labels: {
      [managedByLabel]: managedByTowpath,
      [partOfLabel]: application,
      [environmentLabel]: environment,
    },
  };
  const apiVersion = apiVersionOf(rbacGroup, 'v1');
  const role = { apiVersion, kind, metadata, rules: rulesOf(rights) };
  const binding = {
    apiVersion,
    kind: `${kind}Binding`,
    metadata,
    roleRef: { apiGroup: rbacGroup, kind, name },
    subjects,
  };
  return subjects.length > 0 ? [role, binding] : [role];
}
