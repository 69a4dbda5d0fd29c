import { spawn } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cli, codesIn, ended, type Outcome } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { obeyed } from '../helpers/obeyed';
import { shopFiles, tree, workspaceWith } from '../helpers/workspace';

/** A user without rights. Only root can start a process as another user, and root itself may read everything. */
const nobody = { uid: 65_534, gid: 65_534 };
const isRoot = process.getuid?.() === 0;

function give(path: string): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  if (isRoot) chownSync(path, nobody.uid, nobody.gid);
  if (found.isDirectory()) for (const name of readdirSync(path)) give(join(path, name));
}

function towpathOfNobody(folder: string, home: string, args: readonly string[]): Promise<Outcome> {
  const env = { PATH: process.env.PATH, HOME: home, GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.org' };
  const committer = { GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.org' };
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  const options = { cwd: folder, env: { ...env, ...committer }, stdio, ...(isRoot && nobody) };
  return ended(spawn(process.execPath, [cli, ...args], options));
}

interface Refused {
  /** Below the workspace, or below the home where it begins with `~`. */
  readonly place: string;
  readonly mode: number;
  readonly args: readonly string[];
  /** The code of the error; none if the command does without the folder. */
  readonly code?: string;
}

const pin = ['pin', '-e', 'dev', 'shop=v2'];
const cases: readonly Refused[] = [
  { place: 'apps', mode: 0, args: ['synth'], code: 'system-refused' },
  { place: 'environments', mode: 0, args: ['synth'], code: 'system-refused' },
  { place: 'environments', mode: 0, args: ['complete', '--', 'pin', '-e', ''] },
  { place: 'environments', mode: 0o555, args: pin, code: 'system-refused' },
  { place: 'dist', mode: 0, args: ['synth'], code: 'system-refused' },
  { place: 'dist', mode: 0o555, args: ['synth', '--check'] },
  { place: 'dist/dev/shop', mode: 0o555, args: ['synth', '--layout', 'app'], code: 'system-refused' },
  { place: '.git', mode: 0, args: [...pin, '--commit'], code: 'git-unavailable' },
  { place: '~/.kube', mode: 0, args: ['diff', '-e', 'dev'], code: 'kubeconfig-unreadable' },
  { place: '~/.cache', mode: 0, args: ['synth'] },
];

test.each(cases)('$place with the mode $mode: $args', async ({ place, mode, args, code }) => {
  const environment = `${shopFiles['environments/dev.yaml']}cluster: { context: c }\n`;
  const root = workspaceWith({ ...shopFiles, 'environments/dev.yaml': environment });
  const home = folderWith({ '.kube/config': '{}', '.cache/x': '' });
  git(root, 'init', '--quiet', '--initial-branch=main');
  give(root);
  give(home);
  expect(await towpathOfNobody(root, home, ['synth'])).toMatchObject({ code: 0 });
  const folder = place.startsWith('~/') ? join(home, place.slice(2)) : join(root, place);
  const before = { apps: tree(join(root, 'apps')), environments: tree(join(root, 'environments')) };
  chmodSync(folder, mode);
  const said = await towpathOfNobody(root, home, args);
  chmodSync(folder, 0o755);
  expect(codesIn(said)).toEqual(code === undefined ? [] : [code]);
  expect([said.code, said.stderr]).toEqual(
    code === undefined ? [0, expect.anything()] : [expect.any(Number), expect.stringMatching(/^error /)],
  );
  expect([...obeyed(said.stdout), ...obeyed(said.stderr)]).toEqual([]);
  expect(said.stderr).not.toMatch(/\bE[A-Z]{4,}\b|scandir|mkdir|lstat/);
  expect({ apps: tree(join(root, 'apps')), environments: tree(join(root, 'environments')) }).toEqual(before);
});

test('a full disk in the place of standard output is an error with a code', async () => {
  const root = workspaceWith(shopFiles);
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [cli, 'synth', '--stdout'], { cwd: root, stdio: ['ignore', full, 'pipe'] });
  const said = await ended(child);
  expect([said.code, codesIn(said)]).toEqual([3, ['system-refused']]);
  expect(said.stderr).toContain('the disk is full');
});
