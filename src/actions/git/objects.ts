import { issueError, type TowpathError } from '../../diagnostics';
import { runGitForBytes } from './run-git';
import { deepening, isShallow } from './shallow';

/**
 * The files of some folders in a commit, by path relative to the folder in which git runs.
 *
 * @param cwd the folder in which git runs, inside a checkout
 * @param folders relative to it, with `/`
 * @throws TowpathError if there is no git, no checkout, or no such commit, or if the checkout lacks a file of the commit
 */
export function filesAt(cwd: string, ref: string, folders: readonly string[]): Map<string, string> {
  const commit = git(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], ref)
    .toString()
    .trim();
  const listed = git(cwd, ['ls-tree', '-r', '-z', commit, '--', ...folders], ref).toString();
  const entries = listed.split('\0').flatMap((line) => {
    const match = /^100\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line);
    return match ? [{ id: match[1] as string, path: match[2] as string }] : [];
  });
  const blobs = contents(git(cwd, ['cat-file', '--batch'], ref, entries.map(({ id }) => `${id}\n`).join('')));
  if (blobs.length < entries.length) throw incomplete(cwd, `this checkout does not contain all files of \`${ref}\``);
  return new Map(entries.map(({ path }, index) => [path, blobs[index] as string]));
}

/**
 * Commits as git stores them, with their headers.
 *
 * @param ids full object ids
 * @throws TowpathError if the checkout lacks one of them
 */
export function commitTexts(cwd: string, ids: readonly string[]): string[] {
  if (ids.length === 0) return [];
  const args = ['--no-replace-objects', 'cat-file', '--batch'];
  const texts = contents(git(cwd, args, 'HEAD', ids.map((id) => `${id}\n`).join('')), 'commit');
  if (texts.length < ids.length) throw incomplete(cwd, 'this checkout does not contain all commits since the release');
  return texts;
}

/**
 * The output repeats `<id> <type> <size>`, the bytes, and a line end. It is read up to the first object that git lacks,
 * which is written as `<id> missing`.
 */
function contents(output: Buffer, expected = 'blob'): string[] {
  const found: string[] = [];
  let start = 0;
  while (start < output.length) {
    const end = output.indexOf(10, start);
    const [, type, size] = /^[0-9a-f]+ (\w+) (\d+)$/.exec(output.subarray(start, end).toString()) ?? [];
    if (type !== expected) break;
    const after = end + 1 + Number(size);
    found.push(output.subarray(end + 1, after).toString());
    start = after + 1;
  }
  return found;
}

function git(cwd: string, args: readonly string[], ref: string, input = ''): Buffer {
  const { isDone, stdout, stderr } = runGitForBytes(cwd, args, input);
  if (isDone) return stdout;
  if (isShallow(cwd) === undefined) throw noCheckout();
  const [reason] = stderr.trim().split('\n');
  const message = reason ? `git cannot read \`${ref}\`: ${reason}` : `this checkout has no commit \`${ref}\``;
  throw unreadable(message);
}

function noCheckout(): TowpathError {
  const hint = 'the commit is read from git; run the command in a checkout';
  return issueError('git-unavailable', 'the workspace is not in a git checkout, or git is not installed', { hint });
}

function unreadable(message: string): TowpathError {
  const hint = 'name a commit, branch or tag of this checkout, such as origin/main';
  return issueError('base-unreadable', message, { hint });
}

function incomplete(cwd: string, message: string): TowpathError {
  const hint = isShallow(cwd) ? `fetch the history with ${deepening}` : 'fetch them with `git fetch`';
  return issueError('base-unreadable', message, { hint });
}
