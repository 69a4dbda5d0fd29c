import { escapeHidden } from '../../data/escape-hidden';
import type { Subject } from './subject';

/** Accounts as the API server names whoever sends a request. */
export interface Requesters {
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

/**
 * The parts of Kubernetes that change objects of applications. Its controllers, the garbage collector and the autoscaler
 * among them, run as service accounts of `kube-system`, or all as `system:kube-controller-manager`. The scheduler writes
 * the chosen node into a claim.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#core-component-roles
 */
export const kubernetesItself: Requesters = {
  users: [
    'system:apiserver',
    'system:cloud-controller-manager',
    'system:kube-controller-manager',
    'system:kube-scheduler',
  ],
  groups: ['system:nodes', 'system:serviceaccounts:kube-system'],
};

export function requestersOf(subjects: readonly Subject[]): Requesters {
  return {
    users: subjects.flatMap(({ kind, name, namespace }) =>
      kind === 'Group' ? [] : [kind === 'User' ? name : `system:serviceaccount:${namespace}:${name}`],
    ),
    groups: subjects.flatMap(({ kind, name }) => (kind === 'Group' ? [name] : [])),
  };
}

/** The accounts in words, for a message in one line. */
export function namesOf({ users, groups }: Requesters): string {
  const names = [...users.map((user) => `\`${user}\``), ...groups.map((group) => `the group \`${group}\``)];
  return escapeHidden(names.join(' or '));
}

/** A condition in CEL: the request comes from none of these. */
export function notFrom({ users, groups }: Requesters): string {
  const user = `request.userInfo.username in ${celList(users)}`;
  const group = `request.userInfo.groups.exists(group, group in ${celList(groups)})`;
  return [...(users.length > 0 ? [user] : []), ...(groups.length > 0 ? [group] : [])]
    .map((condition) => `!(${condition})`)
    .join(' && ');
}

/** A text as CEL writes it, whose escapes include those of JSON. @see https://github.com/google/cel-spec/blob/master/doc/langdef.md#string-and-bytes-values */
export function celText(text: string): string {
  return JSON.stringify(text);
}

export function celList(texts: readonly string[]): string {
  return `[${texts.map(celText).join(', ')}]`;
}
