import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Pssp from '../../apps/pssp';
import { pin } from '../../src/actions/pin/pin';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { codesOf } from '../scenarios/codes';

/** A workspace whose commit has these tags. */
function tagged(...tags: readonly string[]): string {
  const root = folderWith({ 'environments/dev.yaml': 'apps: { pssp: { tag: v0 } }\n' });
  git(root, 'init', '--quiet');
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '-m', 'a release');
  for (const tag of tags) git(root, 'tag', tag);
  return root;
}

const fromGit = (root: string, ...pins: string[]) =>
  pin({ root, environment: 'dev', pins, fromGit: true, applications: { pssp: Pssp } });
const text = (root: string) => readFileSync(join(root, 'environments/dev.yaml'), 'utf8');

test('the tag on the commit is set, and of several tags the latest version', async () => {
  const root = tagged('v1.9.0', 'v1.10.0', 'release/x');
  await fromGit(root, 'pssp');
  expect(text(root)).toBe('apps: { pssp: { tag: v1.10.0 } }\n');
});

test('a commit without a usable tag changes nothing', async () => {
  for (const tags of [[], ['release/x'], ['main']]) {
    const root = tagged(...tags);
    expect(await codesOf(() => fromGit(root, 'pssp'))).toEqual(['commit-without-tag']);
    expect(text(root)).toContain('v0');
  }
});

test('a name with a version is refused', async () => {
  expect(await codesOf(() => fromGit(tagged('v1'), 'pssp=v2', 'pssp/api=v3'))).toEqual([
    'invalid-value',
    'invalid-value',
  ]);
});

test('a workspace outside of git is refused', async () => {
  const root = folderWith({ 'environments/dev.yaml': '' });
  expect(await codesOf(() => fromGit(root, 'pssp'))).toEqual(['git-unavailable']);
});
