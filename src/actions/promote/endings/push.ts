import { TowpathError } from '../../../diagnostics';
import { refusalOf, runGit } from '../../git/run-git';
import type { Remote } from '../git/remote';

/**
 * Pushes a branch. Pushing it again changes nothing.
 * @throws TowpathError `push-rejected` if the remote repository does not accept it, `git-refused` if git cannot reach it
 */
export function pushBranch(root: string, branch: string, { name }: Remote): void {
  const ref = `refs/heads/${branch}`;
  const answer = runGit(root, ['push', '--porcelain', '--set-upstream', '--', name, `${ref}:${ref}`]);
  if (answer.isDone) return;
  // With --porcelain, git lists each ref, and marks one that was not accepted.
  const rejected = answer.stdout.split('\n').find((line) => line.startsWith('!'));
  const action = `push the branch ${branch} to ${name}`;
  if (rejected === undefined)
    throw new TowpathError([refusalOf(action, { ...answer, stderr: withoutLogin(answer.stderr) })]);
  const reason = rejected.split('\t').slice(2).join(' ');
  throw new TowpathError([
    {
      ...refusalOf(action, { ...answer, stderr: reason }, 'push-rejected'),
      hint: 'get the other commits with `git pull --rebase`, and run the same command again',
    },
  ]);
}

/** Git shows the address of a remote repository in messages, which may contain a name and a password. */
export function withoutLogin(text: string): string {
  return text.replace(/(\w:\/\/)[^/\s@]*@/g, '$1');
}
