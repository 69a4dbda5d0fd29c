import { type PolicyRule, rightsOf } from '../../../src/release/rights/rules';
import { haveArrived } from './arrived';
import { kubeconfigFor } from './kubeconfig';
import { kubectl, listOf } from './kubectl';
import { newNamespace } from './namespace';
import { type Server, server } from './server';

/** Somebody other than the administrator. */
export interface User {
  /** As the server calls them. */
  readonly name: string;
  readonly token: string;
  /** As a RoleBinding names them. */
  readonly subject: { readonly kind: 'ServiceAccount'; readonly name: string; readonly namespace: string };
  /** Path of a kubeconfig of theirs. */
  readonly kubeconfig: string;
}

/** A user without any rights: a service account in a namespace of its own, as a pipeline has it. */
export function asUser(name: string, on: Server = server()): User {
  const namespace = newNamespace({}, on);
  kubectl(['create', 'serviceaccount', name, '--namespace', namespace], '', on);
  const token = kubectl(['create', 'token', name, '--namespace', namespace], '', on).stdout.trim();
  return {
    name: `system:serviceaccount:${namespace}:${name}`,
    token,
    subject: { kind: 'ServiceAccount', name, namespace },
    kubeconfig: kubeconfigFor({ context: name, user: { token }, server: on }),
  };
}

/** Gives a user a Role in a namespace. */
export async function grant(user: User, namespace: string, rules: readonly PolicyRule[]): Promise<void> {
  const { subject } = user;
  const [apiVersion, apiGroup] = ['rbac.authorization.k8s.io/v1', 'rbac.authorization.k8s.io'];
  const metadata = { generateName: `${subject.name}-`, namespace };
  const role = kubectl(['create', '--output=name', '-f', '-'], listOf([{ apiVersion, kind: 'Role', metadata, rules }]));
  const roleRef = { apiGroup, kind: 'Role', name: role.stdout.trim().split('/')[1] };
  kubectl(['create', '-f', '-'], listOf([{ apiVersion, kind: 'RoleBinding', metadata, roleRef, subjects: [subject] }]));
  await haveArrived(
    user,
    rules.flatMap((rule) => rightsOf(rule, namespace)),
  );
}
