import type { KubernetesObject } from '../../assembly/application-assembly';
import type { DesiredApplication } from '../../release/desired';
import type { Right } from '../../release/rights/right';
import { rbacGroup, rulesOf } from '../../release/rights/rules';
import { environmentLabel, leaseRef } from '../../release/store/instance';
import type { Subject } from './subject';

/**
 * Rights as Roles: one for each namespace, named like all that towpath keeps of an application, and one for the whole
 * cluster where there are rights in no namespace.
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
  // Several instances of one name write to other places than their own: there, and in the cluster, their names differ.
  const name = [leaseRef(instanceRef).name, ...(namespace === home ? [] : [home])].filter(Boolean).join('.');
  const metadata = {
    name,
    ...(namespace && { namespace }),
    labels: {
      'app.kubernetes.io/managed-by': 'towpath',
      'app.kubernetes.io/part-of': application,
      [environmentLabel]: environment,
    },
  };
  const apiVersion = `${rbacGroup}/v1`;
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
