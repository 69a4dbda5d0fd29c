import { errorIssue, type Issue, issueError, TowpathError } from '../../diagnostics';
import { headOf } from '../deploy/source';
import { gitHistory } from '../git/history';
import { isShallow } from '../git/shallow';

/**
 * Adds the tag of the checked-out commit to names such as `pssp` or `pssp/api`.
 * @throws TowpathError `commit-without-tag` if no tag stands on the commit, `invalid-value` for each name with a version
 */
export function withTagOfCommit(root: string, names: readonly string[]): string[] {
  const versioned = names.filter((name) => name.includes('=')).map(versionGiven);
  if (versioned.length > 0) throw new TowpathError(versioned);
  const commit = headOf(root);
  const tag = commit && gitHistory(root)?.tagOn(commit);
  if (tag) return names.map((name) => `${name}=${tag}`);
  throw commit
    ? withoutTag(root, commit)
    : issueError('git-unavailable', 'the workspace is not in a git checkout with a commit', {
        hint: 'run the command in a checkout, or leave out `--from-git` and write the version: APP=TAG',
      });
}

function versionGiven(name: string): Issue {
  const message = `\`${name}\` names a version, which \`--from-git\` takes from git`;
  return errorIssue('invalid-value', message, { hint: 'write APP, APP/IMAGE or APP/FLOW' });
}

function withoutTag(root: string, commit: string): TowpathError {
  const fetch = isShallow(root) ? 'fetch the tags with `git fetch --tags`, or ' : '';
  return issueError(
    'commit-without-tag',
    `no tag of git that an image can have stands on the commit ${commit.slice(0, 7)}`,
    {
      hint: `${fetch}check out the tag of the release`,
    },
  );
}
