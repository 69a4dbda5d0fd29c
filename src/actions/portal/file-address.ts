import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runGit } from '../git/run-git';
import { currentBranch } from '../promote/git/checkout';

/**
 * Returns a function that tells the address at which a file of the workspace can be looked at: on GitHub or GitLab if
 * the remote `origin` is there and has the checked-out branch, else on disk. Git is asked once.
 */
export function fileAddresses(root: string): (file: string) => string {
  const branch = currentBranch(root) ?? '';
  const isPushed =
    branch !== '' && runGit(root, ['rev-parse', '--verify', '--quiet', `refs/remotes/origin/${branch}`]).isDone;
  const remote = isPushed
    ? webAddress(runGit(root, ['config', '--get', 'remote.origin.url']).stdout.trim())
    : undefined;
  if (remote === undefined) return (file) => pathToFileURL(join(root, file)).href;
  const prefix = runGit(root, ['rev-parse', '--show-prefix']).stdout.trim();
  const blob = /gitlab/i.test(new URL(remote).host) ? '-/blob' : 'blob';
  return (file) => {
    const path = [branch, `${prefix}${file}`].flatMap((part) => part.split('/')).map(encodeURIComponent);
    return `${remote}/${blob}/${path.join('/')}`;
  };
}

/** The page of a repository, from the address that git uses. Undefined for a host that is neither GitHub nor GitLab. */
export function webAddress(remote: string): string | undefined {
  const [, host = '', path = ''] =
    /^(?:(?:https?|ssh|git):\/\/)?(?:[^@/]{0,200}@)?([^:/@]{1,200})(?::\d{1,5}\/|[:/])(.{1,500})$/.exec(remote) ?? [];
  if (!/git(?:hub|lab)/i.test(host)) return undefined;
  return `https://${host}/${path
    .replace(/\.git$/, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/')}`;
}
