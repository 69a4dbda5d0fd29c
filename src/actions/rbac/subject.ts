import { issueError } from '../../diagnostics';
import { rbacGroup } from '../../kubernetes/api-groups';
import { dnsLabel, objectNameText } from '../../model/formats';

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
  const named = (kind: 'User' | 'Group', name: string | undefined): Subject[] => {
    if (name !== '') return name === undefined ? [] : [{ kind, name, apiGroup: rbacGroup }];
    throw issueError('invalid-name', 'the name is empty', { path: `--${kind.toLowerCase()}` });
  };
  return [
    ...named('User', user),
    ...named('Group', group),
    ...(serviceAccount === undefined ? [] : [account(serviceAccount, namespaces)]),
  ];
}

function account(text: string, namespaces: readonly (string | undefined)[]): Subject {
  const [name = '', place, ...more] = text.split(':').reverse();
  const [only, ...others] = [...new Set(namespaces)];
  const namespace = place ?? (others.length === 0 ? only : undefined);
  const isName = (part: string) => objectNameText.safeParse(part).success;
  if (more.length > 0 || (name !== '' && !isName(name)) || (place && !dnsLabel.safeParse(place).success)) {
    const hint = 'write `NAMESPACE:NAME`, with names of a-z, 0-9, `-` and, in the name of the account, `.`';
    throw issueError('invalid-name', `\`${text}\` is no name of a service account`, {
      path: '--service-account',
      hint,
    });
  }
  if (name !== '' && namespace) return { kind: 'ServiceAccount', name, namespace };
  const message = `the namespace of the service account \`${text}\` is not set`;
  const hint = `write \`--service-account NAMESPACE:${name || 'NAME'}\``;
  throw issueError('account-unplaced', message, { hint });
}
