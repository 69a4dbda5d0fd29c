import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkoutBehindIssues } from '../../src/actions/deploy/checkout-behind';
import type { Plan } from '../../src/release/plan/plan';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';

/** A repository with these commits, one after the other. Returns its folder and the ids of the commits. */
function repository(count: number): { readonly root: string; readonly commits: string[] } {
  const root = folderWith({ file: '' });
  git(root, 'init', '--quiet', '--initial-branch=main');
  return { root, commits: Array.from({ length: count }, (_, index) => commitIn(root, String(index))) };
}

function commitIn(root: string, content: string): string {
  writeFileSync(join(root, 'file'), `${content}\n`);
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '-m', content);
  return git(root, 'rev-parse', 'HEAD').toString().trim();
}

/** A plan that changes something, after a release of these commits. */
function planOver(
  commit: string | undefined,
  flows: Readonly<Record<string, string>> = {},
  only?: readonly string[],
): Plan {
  const kept = Object.fromEntries(Object.entries(flows).map(([id, own]) => [id, { kind: 'worker', commit: own }]));
  const newest = { revision: 3, ...(commit !== undefined && { commit }), flows: kept };
  const plan = {
    desired: { application: 'shop', environment: 'prod' },
    state: { releases: [newest], isRecorded: true },
    ...{ objects: [{ action: 'create' }], prunes: [], takesSet: false },
    ...(only && { flows: new Set(only) }),
  };
  return plan as unknown as Plan;
}

const messages = (root: string, plan: Plan) => checkoutBehindIssues(root, [plan]).map(({ message }) => message);

describe('a deploy over a release of', () => {
  it('an earlier commit, the same commit or no commit has no warning', () => {
    const { root, commits } = repository(2);
    for (const commit of [...commits, undefined]) expect(messages(root, planOver(commit))).toEqual([]);
  });

  it('a newer commit warns that it goes back', () => {
    const { root, commits } = repository(3);
    git(root, 'checkout', '--quiet', commits[0] as string);
    const issues = checkoutBehindIssues(root, [planOver(commits[2])]);
    expect(issues).toMatchObject([{ code: 'checkout-behind', severity: 'warning' }]);
    expect(issues[0]?.message).toContain('this checkout is older');
    expect(issues[0]?.message).toContain(commits[2]?.slice(0, 12));
  });

  it('a commit of another branch warns that its changes go', () => {
    const { root, commits } = repository(1);
    git(root, 'checkout', '--quiet', '-b', 'other');
    const other = commitIn(root, 'other');
    git(root, 'checkout', '--quiet', commits[0] as string);
    commitIn(root, 'main');
    expect(messages(root, planOver(other))).toEqual([expect.stringContaining('does not contain that commit')]);
  });

  it('a commit that a shallow clone lacks warns that the history is missing', () => {
    const { root, commits } = repository(3);
    const clone = folderWith({});
    git(clone, 'clone', '--quiet', '--depth=1', pathToFileURL(root).href, '.');
    expect(messages(clone, planOver(commits[0]))).toEqual([expect.stringContaining('--unshallow')]);
  });

  it('a commit that a shallow clone has, without the history between, warns that the history is missing', () => {
    const { root, commits } = repository(3);
    const clone = folderWith({});
    git(clone, 'clone', '--quiet', '--depth=1', pathToFileURL(root).href, '.');
    git(clone, 'fetch', '--quiet', '--depth=1', 'origin', commits[0] as string);
    expect(messages(clone, planOver(commits[0]))).toEqual([expect.stringContaining('--unshallow')]);
  });

  it('an unknown commit warns that it is not known', () => {
    const { root } = repository(1);
    expect(messages(root, planOver('a'.repeat(40)))).toEqual([expect.stringContaining('run `git fetch`')]);
    expect(messages(folderWith({}), planOver('a'.repeat(40)))).toEqual([
      expect.stringContaining('not in a git checkout'),
    ]);
  });

  it('several commits warns of those of the deployed flows', () => {
    const { root, commits } = repository(3);
    const [first = '', second = '', third = ''] = commits;
    git(root, 'checkout', '--quiet', first);
    const flows = { api: second, wrk: third };
    expect(messages(root, planOver(first, flows, ['api']))).toEqual([expect.stringContaining(second.slice(0, 12))]);
    expect(messages(root, planOver(first, flows))).toHaveLength(2);
  });

  it('a text that is no commit passes nothing to git', () => {
    const { root } = repository(1);
    expect(messages(root, planOver('--output=/tmp/x'))).toEqual([]);
  });

  it('a newer commit has no warning if nothing changes', () => {
    const { root, commits } = repository(2);
    git(root, 'checkout', '--quiet', commits[0] as string);
    const plan = { ...planOver(commits[1]), objects: [], state: { ...planOver(commits[1]).state } };
    expect(messages(root, plan as Plan)).toEqual([]);
  });
});
