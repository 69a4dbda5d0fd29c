import { errorIssue, type Issue, TowpathError, warningIssue } from '../../diagnostics';
import type { DesiredApplication } from '../../release/desired';
import { guardedNamespaces, type PlacedApplication } from './guard';
import { requestersOf } from './requesters';
import type { Subject } from './subject';

/**
 * The applications with their namespaces, if a guard can be written for all of them.
 *
 * @throws TowpathError `guard-incomplete` with everything that is missing
 */
export function guardable(
  applications: readonly DesiredApplication[],
  subjects: readonly Subject[],
): PlacedApplication[] {
  const placed = applications.flatMap((one) => (one.namespace ? [{ ...one, namespace: one.namespace }] : []));
  const withoutAccount = errorIssue('guard-incomplete', 'a guard needs the account that deploys', {
    hint: 'add `--service-account NAMESPACE:NAME`, `--user NAME` or `--group NAME`',
  });
  const withoutNamespace = applications
    .filter(({ namespace }) => !namespace)
    .map(({ application, environment }) => {
      const message = `a guard needs the namespace of \`${application}\`, and the environment \`${environment}\` sets none`;
      return errorIssue('guard-incomplete', message, { hint: `set \`namespace\` in environments/${environment}.yaml` });
    });
  const issues = [...(subjects.length === 0 ? [withoutAccount] : []), ...withoutNamespace];
  if (issues.length > 0) throw new TowpathError(issues);
  return placed;
}

/** Groups that contain the service accounts of every namespace. */
const everybody = ['system:authenticated', 'system:serviceaccounts'];

/** A warning for each account that people who work in a guarded namespace can act as. */
export function weakGuardIssues(subjects: readonly Subject[], guarded: readonly PlacedApplication[]): Issue[] {
  const namespaces = new Set(
    guarded.flatMap(({ namespace, objects }) =>
      guardedNamespaces(
        namespace,
        objects.map(({ manifest }) => manifest),
      ),
    ),
  );
  if (namespaces.size === 0) return [];
  const { users, groups } = requestersOf(subjects);
  const hint = 'use a service account in a namespace of its own';
  const weak = (what: string, namespace: string) =>
    warningIssue(
      'guard-weak',
      `${what} in \`${namespace}\`, which its guard protects: who may create pods there can act as it`,
      { hint },
    );
  return [
    ...users.flatMap((user) => {
      const [, namespace, name] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(user) ?? [];
      return namespace && namespaces.has(namespace) ? [weak(`the service account \`${name}\` is`, namespace)] : [];
    }),
    ...groups.flatMap((group) => {
      const namespace = /^system:serviceaccounts:([^:]+)$/.exec(group)?.[1];
      return namespace && namespaces.has(namespace)
        ? [weak(`the group \`${group}\` consists of the service accounts`, namespace)]
        : [];
    }),
    ...groups
      .filter((group) => everybody.includes(group))
      .map((group) => {
        const message = `the group \`${group}\` contains the service accounts of all namespaces, so its guard refuses no pod`;
        return warningIssue('guard-weak', message, { hint });
      }),
  ];
}
