import { tagPattern } from '../../model/image-reference';
import { isUsualBranch, type KnownHistory } from '../../promotion/known-history';
import { compareTags, type Version } from '../../promotion/version';
import { fullCommit } from '../../release/store/record-schema';
import { commitInTag } from '../deployments/version';
import { runGit } from './run-git';
import { isShallow } from './shallow';

/** What git knows of the history of the code. */
export interface GitHistory extends KnownHistory {
  /** The commits that a version has and another one has not. */
  between(from: Version, to: Version): Commits;
}

/** The commits between two versions. */
export interface Commits {
  /** The newest first, at most `longestList`. */
  readonly commits: readonly Commit[];
  /** The number of all commits. Absent if they are not known. */
  readonly count?: number;
  /** Why git does not know the commits. */
  readonly unknown?: string;
}

export interface Commit {
  readonly id: string;
  /** The first line of its message. */
  readonly subject: string;
}

const longestList = 50;

/** The history of a checkout; undefined without git, or outside a checkout. */
export function gitHistory(root: string): GitHistory | undefined {
  const refs = runGit(root, [
    'for-each-ref',
    '--format=%(refname) %(objectname) %(*objectname)',
    'refs/heads',
    'refs/remotes',
    'refs/tags',
  ]);
  if (!refs.isDone) return undefined;
  const tags = new Map<string, string>();
  const branches = new Set<string>();
  for (const line of refs.stdout.split('\n')) {
    const [name = '', id = '', peeled] = line.split(' ');
    const [, kind, ...rest] = name.split('/');
    if (kind === 'tags') tags.set(rest.join('/'), peeled || id);
    else if (rest.length > 0) branches.add(imageTag((kind === 'remotes' ? rest.slice(1) : rest).join('/')));
  }
  const commitOf = remembered((tag: string) => tags.get(tag) ?? resolved(root, commitInTag(tag)));
  const isOlder = remembered((pair: string) => {
    const [one = '', other = ''] = pair.split('..');
    return contains(root, one, other) ? true : contains(root, other, one) ? false : undefined;
  });
  const listed = remembered((range: string) => commitsIn(root, range));
  return {
    isBranch: (tag) => isUsualBranch(tag) || (branches.has(tag) && !tags.has(tag)),
    tagOn: (commit) => bestTag([...tags].filter(([, id]) => id === commit).map(([tag]) => tag)),
    isOlder(tag, than) {
      const [one, other] = [commitOf(tag), commitOf(than)];
      if (one === undefined || other === undefined) return undefined;
      return one === other ? false : isOlder(`${one}..${other}`);
    },
    between(from, to) {
      if (from.tag === undefined || to.tag === undefined) return unknown('a version is a digest alone');
      const [one, other] = [commitOf(from.tag), commitOf(to.tag)];
      if (one === undefined || other === undefined) {
        const tag = one === undefined ? from.tag : to.tag;
        const shallow = isShallow(root) ? '; the clone is shallow' : '';
        return unknown(`git knows no commit of ${tag}${shallow}`);
      }
      return isShallow(root) ? unknown('the clone is shallow') : listed(`${one}..${other}`);
    },
  };
}

export function unknown(why: string): Commits {
  return { commits: [], unknown: why };
}

/** The tag that an image of a branch usually has: `feature/x` becomes `feature-x`. */
function imageTag(branch: string): string {
  return branch.replaceAll('/', '-');
}

/** Of several tags on one commit, the latest version; of tags without numbers, the first by name. */
function bestTag(tags: readonly string[]): string | undefined {
  const usable = tags.filter((tag) => tagPattern.test(tag) && !isUsualBranch(tag)).sort();
  const numbered = usable.filter((tag) => compareTags(tag, tag) !== undefined);
  return numbered.sort((a, b) => compareTags(b, a) ?? 0)[0] ?? usable[0];
}

function resolved(root: string, commit: string | undefined): string | undefined {
  if (commit === undefined) return undefined;
  const { isDone, stdout } = runGit(root, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${commit}^{commit}`,
  ]);
  return isDone && fullCommit.test(stdout.trim()) ? stdout.trim() : undefined;
}

/** Whether `newer` contains `older`. */
function contains(root: string, older: string, newer: string): boolean {
  return runGit(root, ['merge-base', '--is-ancestor', older, newer]).isDone;
}

function commitsIn(root: string, range: string): Commits {
  const count = runGit(root, ['rev-list', '--count', range, '--']);
  const log = runGit(root, [
    '-c',
    'log.showSignature=false',
    'log',
    `--max-count=${longestList}`,
    '-z',
    '--format=%H %s',
    range,
    '--',
  ]);
  if (!count.isDone || !log.isDone) return unknown('git lacks a part of the history');
  const commits = log.stdout.split('\0').flatMap((line): Commit[] => {
    const [id = '', ...subject] = line.split(' ');
    return fullCommit.test(id) ? [{ id, subject: subject.join(' ') }] : [];
  });
  return { commits, count: Number(count.stdout) };
}

function remembered<T>(work: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, work(key));
    return known.get(key) as T;
  };
}
