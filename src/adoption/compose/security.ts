import type { Fields } from '../../equivalence/fields';
import { filled } from '../values';
import type { Notes } from './notes';
import { listOf } from './text';

/** Reads the user and the rights of a container. */
export function securityContext(name: string, service: Fields, notes: Notes): Fields {
  const options = listOf(service.security_opt).map((option) => String(option).replace(/^([a-z-]{1,30})=/, '$1:'));
  for (const option of options) {
    if (!known.includes(option))
      notes.leave(
        ['services', name, 'security_opt'],
        `security_opt: ${option}`,
        'set it in the security context of the pod',
      );
  }
  const capabilities = (list: unknown) => {
    const names = [...new Set(listOf(list).map((one) => String(one).toUpperCase().replace(/^CAP_/, '')))];
    return names.length > 0 ? names : undefined;
  };
  return filled({
    ...userOf(name, service, notes),
    readOnlyRootFilesystem: isTrue(service.read_only) ? true : undefined,
    privileged: isTrue(service.privileged) ? true : undefined,
    allowPrivilegeEscalation: options.some(
      (option) => option.startsWith('no-new-privileges') && !option.endsWith(':false'),
    )
      ? false
      : undefined,
    capabilities: filled({ add: capabilities(service.cap_add), drop: capabilities(service.cap_drop) }),
    seccompProfile: options.includes('seccomp:unconfined') ? { type: 'Unconfined' } : undefined,
  });
}

const known = ['no-new-privileges', 'no-new-privileges:true', 'no-new-privileges:false', 'seccomp:unconfined'];

export function isTrue(value: unknown): boolean {
  return String(value) === 'true';
}

function userOf(name: string, { user }: Fields, notes: Notes): Fields {
  if (user === undefined) return {};
  const [, id, group] = /^(\d{1,10})(?::(\d{1,10}))?$/.exec(String(user)) ?? [];
  if (id !== undefined) return { runAsUser: Number(id), ...(group !== undefined && { runAsGroup: Number(group) }) };
  const hint = 'Kubernetes knows users by number; `docker run --rm IMAGE id NAME` prints it';
  notes.leave(['services', name, 'user'], `user: ${String(user)}`, hint);
  return {};
}
