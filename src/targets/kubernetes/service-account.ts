import type { ServiceAccount } from 'kubernetes-types/core/v1';
import type { Role, RoleBinding } from 'kubernetes-types/rbac/v1';
import { rbacGroup } from '../../kubernetes/api-groups';
import type { WorkloadSpec } from '../../model/flow-spec';
import { nameOf } from '../../model/named-resource';
import { type NamingContext, objectName } from '../../model/naming';
import { manifest } from './fields';
import type { Manifest } from './manifest';
import { metadata } from './metadata';

/** The name of the account of a flow's pods; undefined if they use the namespace's default account. */
export function serviceAccountName(context: NamingContext, { serviceAccount, flow }: WorkloadSpec): string | undefined {
  if (!serviceAccount) return undefined;
  return serviceAccount.existing ? nameOf(serviceAccount.existing) : objectName(context, flow, 'serviceAccount');
}

/** The ServiceAccount of a flow, unless it uses an existing one, and the Role of that account. */
export function serviceAccount(context: NamingContext, spec: WorkloadSpec): Record<string, Manifest> {
  const { existing, annotations, rules } = spec.serviceAccount ?? { existing: true };
  if (existing) return {};
  const name = serviceAccountName(context, spec) as string;
  const account = manifest<ServiceAccount>({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: metadata(context, spec, 'serviceAccount', { annotations }),
  });
  return rules ? { serviceAccount: account, ...rights(context, spec, name, rules) } : { serviceAccount: account };
}

type Rules = NonNullable<NonNullable<WorkloadSpec['serviceAccount']>['rules']>;

/** @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
function rights(context: NamingContext, spec: WorkloadSpec, account: string, rules: Rules): Record<string, Manifest> {
  const apiVersion = `${rbacGroup}/v1` as const;
  const role = metadata(context, spec, 'role');
  return {
    role: manifest<Role>({
      apiVersion,
      kind: 'Role',
      metadata: role,
      rules: rules.map(({ apiGroups = [''], ...rule }) => ({ apiGroups, ...rule })),
    }),
    roleBinding: manifest<RoleBinding>({
      apiVersion,
      kind: 'RoleBinding',
      metadata: metadata(context, spec, 'roleBinding'),
      roleRef: { apiGroup: rbacGroup, kind: 'Role', name: role.name },
      subjects: [{ kind: 'ServiceAccount', name: account }],
    }),
  };
}
