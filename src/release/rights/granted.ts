import type { KubernetesObject } from '../../assembly/application-assembly';
import { valueAt } from '../../data/merge';
import { rbacGroup } from '../../kubernetes/api-groups';
import { groupOf } from '../../kubernetes/api-version';
import type { Right } from './right';
import { type PolicyRule, rightsOf } from './rules';

/**
 * The rights that an application gives to its own pods. Nobody may grant rights that they do not have.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 */
export function grantedRights(manifests: readonly KubernetesObject[]): Right[] {
  const own = manifests.filter(({ apiVersion }) => groupOf(apiVersion) === rbacGroup);
  return own.flatMap((manifest): Right[] => {
    const { namespace } = manifest.metadata;
    const rules = valueAt(manifest, ['rules']);
    if (Array.isArray(rules)) return rules.flatMap((rule: PolicyRule) => rightsOf(rule, namespace));
    const role = valueAt(manifest, ['roleRef']) as { readonly kind: string; readonly name: string } | undefined;
    if (!role) return [];
    // With the right to bind it, the rules of a role that is not the application's, or does not exist yet, are not
    // checked.
    return [{ namespace, group: rbacGroup, resource: `${role.kind.toLowerCase()}s`, verb: 'bind', name: role.name }];
  });
}
