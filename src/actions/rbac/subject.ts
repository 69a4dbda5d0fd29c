import { issueError } from '../../diagnostics';
import { rbacGroup } from '../../kubernetes/api-groups';

/** The account that a deploy runs as. */
export interface SubjectOptions {
  readonly user?: string | undefined;
  readonly group?: string | undefined;
  /** `NAMESPACE:NAME`, or a name in the environment's namespace. */
  readonly serviceAccount?: string | undefined;
}

/** @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects */
export interface Subject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  readonly name: string;
  readonly apiGroup?: string;
  readonly namespace?: string;
}

/** @param namespaces the namespaces of the environment's applications */
export function subjectsOf(
  { user, group, serviceAccount }: SubjectOptions,
  namespaces: readonly (string | undefined)[],
): Subject[] {
  const apiGroup = rbacGroup;
  return [
    ...(user === undefined ? [] : [{ kind: 'User' as const, name: user, apiGroup }]),
    ...(group === undefined ? [] : [{ kind: 'Group' as const, name: group, apiGroup }]),
    ...(serviceAccount === undefined ? [] : [account(serviceAccount, namespaces)]),
  ];
}

function account(text: string, namespaces: readonly (string | undefined)[]): Subject {
  const [name, place] = text.split(':').reverse() as [string, string | undefined];
  const [only, ...others] = [...new Set(namespaces)];
  const namespace = place ?? (others.length === 0 ? only : undefined);
  if (name !== '' && namespace) return { kind: 'ServiceAccount', name, namespace };
  const message = `the namespace of the service account \`${text}\` is not set`;
  const hint = `write \`--service-account NAMESPACE:${name || 'NAME'}\``;
  throw issueError('account-unplaced', message, { hint });
}
