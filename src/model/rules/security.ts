import { containersOf, invalid, type Rule } from './rule';

/**
 * Checks that no container is forbidden to get more rights that it has from the start.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
 */
export const privilegesFit: Rule = (spec) =>
  containersOf(spec).flatMap(({ path, container: { allowPrivilegeEscalation, privileged, capabilities } }) => {
    if (allowPrivilegeEscalation !== false) return [];
    const cause = privileged
      ? '`privileged: true`'
      : capabilities?.add?.includes('CAP_SYS_ADMIN')
        ? 'the capability CAP_SYS_ADMIN'
        : undefined;
    if (!cause) return [];
    const message = `\`allowPrivilegeEscalation: false\` contradicts ${cause}`;
    return [invalid([...path, 'allowPrivilegeEscalation'], message, 'remove one of the two')];
  });
