import { readdirSync, rmSync, utimesSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ended, type Outcome, start } from '../../helpers/cli';
import { folderWith } from '../../helpers/files';
import { root } from '../../project/repository';
import { fakeGo } from './fake-go';

let home: string;
let PATH: string;

beforeEach(() => {
  home = folderWith({});
  PATH = fakeGo();
});

function findOrBuild(env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const main = join(root, 'tools/control-plane/main.ts');
  return ended(start(root, ['--import', 'jiti/register', main], { HOME: home, PATH, KUBEBUILDER_ASSETS: '', ...env }));
}

/** What lies beside each other in the cache. */
function cached(): string[] {
  return readdirSync(join(home, '.cache/towpath-dev/control-plane'));
}

/** The folder of the server and the program of the older one, as they were printed. */
function printed({ stdout }: Outcome): string[] {
  return stdout.split('\n').slice(0, -1);
}

it('builds where there is nothing, and only once', async () => {
  const first = await findOrBuild();
  expect(first).toMatchObject({ code: 0, stderr: '' });
  const [folder = '', older = ''] = printed(first);
  const programs = readdirSync(folder);
  expect(programs).toEqual(expect.arrayContaining(['etcd', 'kube-apiserver', 'kubectl', 'kwok', 'kwok-stages']));
  expect(basename(older)).toBe('kube-apiserver');
  expect(older.startsWith(folder)).toBe(false);
  expect(await findOrBuild({ FAKE_OFFLINE: '1' })).toEqual(first);
});

it('builds twice at once', async () => {
  const [one, other] = await Promise.all([findOrBuild(), findOrBuild()]);
  expect(one).toMatchObject({ code: 0, stderr: '' });
  expect(other).toEqual(one);
  expect(cached()).toHaveLength(2);
});

it('does without an older server', async () => {
  const first = await findOrBuild();
  const [folder = '', older = ''] = printed(first);
  rmSync(dirname(older), { recursive: true });
  const second = await findOrBuild({ FAKE_OFFLINE: '1' });
  expect({ code: second.code, printed: printed(second) }).toEqual({ code: 0, printed: [folder] });
  expect(second.stderr).toMatch(/skipped: .* older server: k8s\.io\/kubernetes@v.* cannot be downloaded/);
});

it('builds nothing for those who bring binaries', async () => {
  const [brought = ''] = printed(await findOrBuild());
  const empty = folderWith({});
  const answer = await findOrBuild({ HOME: empty, KUBEBUILDER_ASSETS: brought });
  expect({ code: answer.code, printed: printed(answer) }).toEqual({ code: 0, printed: [brought] });
  expect(answer.stderr).toMatch(/skipped: .* older server: nothing is built/);
  expect(readdirSync(empty)).not.toContain('.cache');
});

it('starts again after a build that was killed', async () => {
  expect(await findOrBuild({ FAKE_KILL: '1' })).toMatchObject({ signal: 'SIGKILL', stdout: '' });
  const [left = ''] = cached();
  expect(left).toMatch(/^\.building-/);
  // Another build may be at it, as far as anyone knows; not after a day and more.
  utimesSync(join(home, '.cache/towpath-dev/control-plane', left), 0, 0);
  const second = await findOrBuild();
  expect(second.code).toBe(0);
  const [folder = '', older = ''] = printed(second);
  expect(cached().sort()).toEqual([folder, dirname(older)].map((path) => basename(path)).sort());
});

it.each([
  ['there is no Go', { PATH: '' }, /no Go to build Kubernetes/],
  ['Go is too old', { FAKE_VERSION: 'go1.25.9' }, /built by Go 1\.26 or later, and this is 1\.25\.9/],
  ['nothing can be downloaded', { FAKE_OFFLINE: '1' }, /k8s\.io\/kubernetes@v.* cannot be downloaded/],
])('says so where %s', async (_, env, reason) => {
  const { code, stdout, stderr } = await findOrBuild(env);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toMatch(reason);
  expect(cached()).toEqual([]);
});
