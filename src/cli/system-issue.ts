import { relative } from 'node:path';
import { errorIssue, type Issue, textOf } from '../diagnostics';

/** What an error of the operating system means, and what to do. */
const reasons: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  EACCES: ['you have no permission', 'let your user read it and write to it, and run the command again'],
  EPERM: ['you have no permission', 'let your user read it and write to it, and run the command again'],
  EROFS: ['the file system is read-only', 'run the command where it may write'],
  ENOSPC: ['the disk is full', 'free some space, and run the command again'],
  EDQUOT: ['your share of the disk is full', 'free some space, and run the command again'],
};

/** What was tried, by the name of the system call. */
const verbs: Readonly<Record<string, string>> = {
  ...{ scandir: 'listed', open: 'opened', mkdir: 'made', rename: 'moved', unlink: 'deleted', rmdir: 'deleted' },
  ...{ write: 'written', lstat: 'looked at', stat: 'looked at' },
};

/** The issue for an error of the operating system, such as a full disk; undefined for any other error. */
export function systemIssue(error: unknown): Issue | undefined {
  const { code, message, path, syscall = '' } = Object(error) as NodeJS.ErrnoException;
  if (typeof code !== 'string' || !/^E[A-Z\d]+$/.test(code)) return undefined;
  const known = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  if (!known) return errorIssue('system-refused', textOf(message));
  const [reason, hint] = known;
  if (typeof path !== 'string') return errorIssue('system-refused', reason, { hint });
  const verb = Object.hasOwn(verbs, syscall) ? verbs[syscall] : 'used';
  return errorIssue('system-refused', `\`${shown(path)}\` cannot be ${verb}: ${reason}`, { hint });
}

/** A path in the current folder is shown relative to it. */
function shown(path: string): string {
  const inside = relative(process.cwd(), path);
  return inside === '' || inside.startsWith('..') ? path : inside;
}
