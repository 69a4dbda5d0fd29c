import { issueError, TowpathError } from '../../../diagnostics';
import type { FileTexts } from '../../../environments/folder';
import { followLinks } from '../../../files/follow-links';
import { headOf } from '../../deploy/source';
import { changedFiles } from '../../git/changed-files';
import { filesAt } from '../../git/objects';
import { gitOutput, refusalOf, runGit } from '../../git/run-git';

/** The checkout that contains a workspace. */
export interface Checkout {
  /** The folder of the workspace. */
  readonly root: string;
  /** The path of the workspace in the checkout, with a `/` at its end; empty for the checkout itself. */
  readonly prefix: string;
  /** The branch that is checked out; undefined for a detached head. */
  readonly branch?: string;
  /** The commit that is checked out. */
  readonly head: string;
}

/** @throws TowpathError `git-unavailable` without git, outside a checkout, or without a commit */
export function openCheckout(root: string): Checkout {
  const head = headOf(root);
  if (head === undefined) throw unavailable(root);
  const prefix = gitOutput(root, 'find the folder of the checkout', ['rev-parse', '--show-prefix']).replace(/\n$/, '');
  const branch = currentBranch(root);
  return { root, prefix, ...(branch !== undefined && { branch }), head };
}

export function currentBranch(root: string): string | undefined {
  const { isDone, stdout } = runGit(root, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
  return isDone ? stdout.trim() : undefined;
}

/** @throws TowpathError `promotion-overtaken` if another branch or commit is checked out now */
export function assertUnmoved({ root, branch, head }: Checkout): void {
  if (currentBranch(root) === branch && headOf(root) === head) return;
  const message = 'another branch or commit was checked out while the commit was prepared';
  const hint = 'somebody promoted or committed at the same time; run the command again';
  throw issueError('promotion-overtaken', message, { hint });
}

/** Paths of changed and new files below the workspace, relative to it. Ignored files are left out. */
export function changedPaths({ root, prefix }: Checkout): string[] {
  const answer = changedFiles(root);
  if (!answer.isDone) throw new TowpathError([refusalOf('compare the checkout', answer)]);
  return answer.paths.map((path) => (path.startsWith(prefix) ? path.slice(prefix.length) : path));
}

/**
 * The texts of files at a commit. A file that does not exist there is left out.
 * @param files relative to the workspace. Links are followed
 */
export function textsAt(root: string, ref: string, files: readonly string[]): FileTexts {
  const places = followLinks(root, files);
  const found = files.length === 0 ? new Map() : filesAt(root, ref, [...places.values()]);
  return new Map(
    [...places].flatMap(([file, place]): [string, string][] => {
      const text = found.get(place);
      return text === undefined ? [] : [[file, text]];
    }),
  );
}

function unavailable(root: string): TowpathError {
  const isCheckout = runGit(root, ['rev-parse', '--git-dir']).isDone;
  const message = isCheckout
    ? 'the checkout has no commit yet'
    : 'the workspace is not in a git checkout, or git is not installed';
  const hint =
    'approvals and commits need a checkout; without `--commit` and what follows it, a command only edits files';
  return issueError('git-unavailable', message, { hint });
}
