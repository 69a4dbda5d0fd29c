import { isDeepStrictEqual } from 'node:util';
import type { KubernetesObject } from '../../../assembly/application-assembly';
import { rbacGroup } from '../../../kubernetes/api-groups';
import { groupOf } from '../../../kubernetes/api-version';
import { covers } from '../../../release/rights/right';
import { isRule, rightsOf } from '../../../release/rights/rules';
import type { ExcessField } from './excess-field';

/** The fields of RBAC kinds that may contain less than is declared, and never more. */
const grants = ['rules', 'subjects'] as const;

/** An object without the rights that it grants. */
export function withoutGrants(object: KubernetesObject): KubernetesObject {
  if (!isRbac(object)) return object;
  return Object.fromEntries(
    Object.entries(object).filter(([field]) => !(grants as readonly string[]).includes(field)),
  ) as unknown as KubernetesObject;
}

/** The rules and subjects of an RBAC object that another one lacks. */
export function grantsBeyond(object: KubernetesObject, reference: KubernetesObject): ExcessField[] {
  if (!isRbac(object)) return [];
  return grants.flatMap((field): ExcessField[] => {
    const [own = [], others] = [object[field], reference[field]];
    if (!Array.isArray(own)) return [{ path: [field], found: own }];
    const known: unknown[] = Array.isArray(others) ? others : [];
    return own.flatMap((entry: unknown, index) =>
      known.some((one) => isDeepStrictEqual(one, entry)) || (field === 'rules' && isCovered(entry, known))
        ? []
        : [{ path: [field, index], found: entry }],
    );
  });
}

/** Whether a rule is covered by other rules taken together. Non-resource URLs must be equal. */
function isCovered(rule: unknown, others: readonly unknown[]): boolean {
  if (!isRule(rule)) return false;
  const allowed = others.filter(isRule).flatMap((one) => rightsOf(one));
  const wanted = rightsOf(rule);
  return wanted.length > 0 && wanted.every((right) => allowed.some((one) => covers(one, right)));
}

function isRbac({ apiVersion }: KubernetesObject): boolean {
  return groupOf(apiVersion) === rbacGroup;
}
