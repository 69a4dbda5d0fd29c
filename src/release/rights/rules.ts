import { isMap } from '../../data/merge';
import { covers, type Right } from './right';

/** A rule of a Role. @see https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/role-v1/ */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  readonly resourceNames?: readonly string[];
}

const lists = ['apiGroups', 'resources', 'verbs', 'resourceNames'];

/** A rule about objects, in the one form that towpath writes. */
export function isRule(rule: unknown): rule is PolicyRule {
  return (
    isMap(rule) &&
    Object.entries(rule).every(
      ([field, texts]) =>
        lists.includes(field) && Array.isArray(texts) && texts.every((text) => typeof text === 'string'),
    )
  );
}

/** Writes permissions as the rules of one Role: each permission once, and similar ones in one rule. */
export function rulesOf(rights: readonly Right[]): PolicyRule[] {
  const byVerb = merged(narrowest(rights).map(ruleOf), 'resourceNames');
  return merged(merged(byVerb, 'verbs'), 'resources');
}

/** Splits a rule into single rights: one for each group, resource, verb and name. */
export function rightsOf(
  { apiGroups = [], resources = [], verbs, resourceNames }: Partial<PolicyRule>,
  namespace?: string,
) {
  const names = resourceNames && resourceNames.length > 0 ? resourceNames : [undefined];
  return apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      (verbs ?? []).flatMap((verb) => names.map((name): Right => ({ namespace, group, resource, verb, name }))),
    ),
  );
}

function ruleOf({ group, resource, verb, name }: Right): PolicyRule {
  const names = name === undefined ? {} : { resourceNames: [name] };
  return { apiGroups: [group], resources: [resource], verbs: [verb], ...names };
}

/** Removes permissions that another one includes. */
function narrowest(rights: readonly Right[]): Right[] {
  const kept: Right[] = [];
  for (const right of rights) {
    if (kept.some((other) => covers(other, right))) continue;
    kept.splice(0, kept.length, ...kept.filter((other) => !covers(right, other)), right);
  }
  return kept;
}

/** Joins rules that differ in only one list. */
function merged(rules: readonly PolicyRule[], list: 'resourceNames' | 'verbs' | 'resources'): PolicyRule[] {
  const groups = new Map<string, PolicyRule>();
  for (const rule of rules) {
    const { [list]: own, ...others } = rule;
    const key = JSON.stringify([others, own === undefined]);
    const both = own && [...new Set([...(groups.get(key)?.[list] ?? []), ...own])].sort();
    groups.set(key, both ? { ...rule, [list]: both } : rule);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}
