import type { Subject } from '../subject';

const lists = [undefined, [], [''], ['*'], ['a'], ['a', '*'], ['a', 'a'], [' '], ['a b'], ['\u00fc'], ['A/b'], ['a.b']];

/** The rules of a Role. */
export const rights: readonly Subject[] = [
  {
    name: 'role-rule',
    flow: (rule: object) => ({ serviceAccount: { rules: [rule] } }),
    object: (rule: object) => ({
      ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: 'a', namespace: 'default' } },
      rules: [{ apiGroups: [''], ...rule }],
    }),
    seeds: ['apiGroups', 'resources', 'verbs', 'resourceNames'].flatMap((name) =>
      lists.map((list) => ({ ...{ resources: ['pods'], verbs: ['get'] }, [name]: list })),
    ),
  },
];
