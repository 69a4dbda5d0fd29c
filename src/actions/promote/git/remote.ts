import { issueError } from '../../../diagnostics';
import { runGit } from '../../git/run-git';

/** A remote repository. */
export interface Remote {
  readonly name: string;
  /** Empty if git does not know it. It may contain a password, so it is never shown. */
  readonly url: string;
}

/**
 * The remote repository to which a branch is pushed: that of the branch, else the only one, else `origin`.
 * @throws TowpathError `remote-unclear`
 */
export function remoteOf(root: string, branch: string): Remote {
  const value = (name: string) => runGit(root, ['config', '--get', name]).stdout.trim();
  const remotes = runGit(root, ['remote']).stdout.split('\n').filter(Boolean);
  const wanted = [`branch.${branch}.pushRemote`, 'remote.pushDefault', `branch.${branch}.remote`].map(value);
  const only = remotes.length === 1 ? remotes : ['origin'];
  const name = [...wanted, ...only].find((one) => remotes.includes(one));
  if (name !== undefined) return { name, url: value(`remote.${name}.url`) };
  const message =
    remotes.length === 0
      ? 'the checkout has no remote repository to push to'
      : `the checkout has several remote repositories, and none is set for \`${branch}\`: ${remotes.join(', ')}`;
  const hint =
    remotes.length === 0
      ? 'add one with `git remote add origin URL`'
      : `run \`git config branch.${branch}.remote REMOTE\``;
  throw issueError('remote-unclear', message, { hint });
}
