import { errorIssue, type Issue, shortList } from '../../../diagnostics';
import { readIfThere } from '../../../files/read-file';
import { shownPath } from '../../../files/real-path';
import { gitOutput, runGit } from '../../git/run-git';
import type { Places } from '../../synth/planned-targets';
import { changedOutputs } from '../fresh-output';
import { type Checkout, changedPaths } from '../git/checkout';
import type { PreparedFiles } from '../prepared';
import { trailers } from './commit-message';

/**
 * The files that the commit of a promotion contains, by their path relative to the workspace, with their new texts. A
 * file that is removed has none.
 */
export function promotedFiles(
  { root, outdir }: Places,
  { edits, before, after }: PreparedFiles,
): ReadonlyMap<string, string | undefined> {
  const folder = shownPath(root, outdir);
  return new Map([
    ...edits.map(({ place, text }) => [place, text] as const),
    ...[...changedOutputs(before, after)].map(([path, text]) => [`${folder}/${path}`, text] as const),
  ]);
}

/**
 * Changes in the checkout that are not those to commit. A file that is as the promotion leaves it was written by
 * an earlier run.
 */
export function dirtIssues(checkout: Checkout, places: Places, prepared: PreparedFiles): Issue[] {
  const own = promotedFiles(places, prepared);
  const isOwn = (path: string) => own.has(path) && readIfThere(places.root, path) === own.get(path);
  const foreign = changedPaths(checkout).filter((path) => !isOwn(path));
  if (foreign.length === 0) return [];
  const names = shortList(
    foreign.map((path) => `\`${path}\``),
    5,
  ).join(', ');
  const message = `the checkout has changes that do not belong to this commit: ${names}`;
  return [errorIssue('tree-dirty', message, { hint: 'commit or stash them first, or leave out `--commit`' })];
}

/**
 * Commits files and nothing else, also if something else is staged. The hooks of the repository run.
 * @param message the message, by the person whom git names
 * @returns the commit
 * @throws TowpathError `git-refused` with what git or a hook says
 */
export function commitFiles({ root }: Checkout, paths: readonly string[], message: (by: string) => string): string {
  const kept = withoutIgnored(root, paths);
  const list = kept.map((path) => `${path}\0`).join('');
  const fromInput = ['--pathspec-from-file=-', '--pathspec-file-nul'];
  gitOutput(root, 'stage the files', ['--literal-pathspecs', 'add', '--all', ...fromInput], list);
  const args = [
    '--literal-pathspecs',
    'commit',
    '--quiet',
    '--only',
    '--cleanup=whitespace',
    `--message=${message(committer(root))}`,
    ...fromInput,
  ];
  gitOutput(root, 'commit the files', args, list);
  return headCommit(root);
}

/** Whether the checked out commit is a promotion between these environments. */
export function isPromotionCommit(root: string, { from, to }: { readonly from: string; readonly to: string }): boolean {
  const formats = [trailers.from, trailers.to].map((key) => `%(trailers:key=${key},valueonly,separator=%x2C)`);
  const args = ['-c', 'log.showSignature=false', 'log', '--max-count=1', `--format=${formats.join('%x00')}`];
  return runGit(root, args).stdout.trim() === `${from}\0${to}`;
}

function headCommit(root: string): string {
  return gitOutput(root, 'read the commit', ['rev-parse', 'HEAD']).trim();
}

/** Name and address, as `Ada <ada@example.org>`; empty if git knows none. Git then says so when it commits. */
function committer(root: string): string {
  return runGit(root, ['var', 'GIT_COMMITTER_IDENT']).stdout.replace(/ \d+ [-+]\d+\s*$/, '');
}

/** A repository may ignore its output folder. */
function withoutIgnored(root: string, paths: readonly string[]): string[] {
  const { stdout } = runGit(
    root,
    ['check-ignore', '--no-index', '--stdin', '-z'],
    paths.map((path) => `${path}\0`).join(''),
  );
  const ignored = new Set(stdout.split('\0'));
  const tracked = new Set(ignored.size > 1 ? gitOutput(root, 'list files', ['ls-files', '-z']).split('\0') : []);
  return paths.filter((path) => !ignored.has(path) || tracked.has(path));
}
