import { cpSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WorkerFlow } from 'towpath';
import { checkSynth, type SynthOptions, synth } from '../../../src/actions/synth/synth';
import { define } from '../../helpers/define';
import { folderWith } from '../../helpers/files';
import { failureAt } from '../../helpers/outcome';
import { listing, tree } from '../../helpers/workspace';

const shop = define((app) => new WorkerFlow(app, 'wrk', { image: app.image('wrk', 'example/wrk'), user: 1000 }));
const applications = { shop };
const environment = 'namespace: dev\napps: { shop: { tag: v1 } }\n';

let root: string;
let outside: string;
beforeEach(() => {
  const top = folderWith({ 'ws/environments/dev.yaml': environment, 'outside/mine.txt': 'mine\n' });
  [root, outside] = [join(top, 'ws'), join(top, 'outside')];
});

/** What a synthesis refuses, by force too, having written nothing here or there. */
async function refused(options: SynthOptions = {}): Promise<string[]> {
  const outsideNow = () => [String(statSync(outside, { bigint: true }).mtimeNs), ...listing(outside)];
  const before = [listing(root), outsideNow()];
  const problems = await failureAt(() => synth({ root, applications, ...options }));
  expect(await failureAt(() => synth({ root, applications, force: true, ...options }))).toEqual(problems);
  expect(await failureAt(() => checkSynth({ root, applications, ...options }))).toEqual(problems);
  expect(withoutTimes(listing(root))).toEqual(withoutTimes(before[0]));
  expect(outsideNow()).toEqual(before[1]);
  return problems;
}

/** A synthesis that is refused may have come and gone with its lock. */
function withoutTimes(entries: readonly string[] = []): string[] {
  return entries.map((entry) => entry.slice(0, entry.indexOf(' ')));
}

test.each(['../x', '../outside', '..', '.', '', './', 'dist/..', 'dist/../../outside', '/'])(
  'the output folder `%s` is refused',
  async (outdir) => {
    expect(await refused({ outdir })).toEqual(['path-outside-workspace']);
  },
);

test('an absolute output folder is refused outside the workspace, and taken inside', async () => {
  expect(await refused({ outdir: outside })).toEqual(['path-outside-workspace']);
  // One whose path only starts like the workspace's.
  expect(await refused({ outdir: `${root}-2` })).toEqual(['path-outside-workspace']);
  await synth({ root, applications, outdir: join(root, 'out') });
  await synth({ root, applications, outdir: 'dist' });
  expect(tree(join(root, 'out'))).toEqual(tree(join(root, 'dist')));
});

test.each([
  ['dist', ''],
  ['dist/.towpath', ''],
  ['dist/dev', ''],
  ['dist/dev/shop', ''],
  ['dist/.towpath/dev', ''],
  ['dist', 'not-there'],
  ['dist/dev', 'not-there'],
])('a link %s that leads outside (%s) is refused', async (path, below) => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  symlinkSync(join(outside, below), join(root, path));
  expect(await refused()).toEqual(['path-outside-workspace']);
});

test('a link that leads outside is refused though everything behind it is as it should be', async () => {
  await synth({ root, applications });
  cpSync(join(root, 'dist/dev'), outside, { recursive: true });
  rmSync(join(root, 'dist/dev'), { recursive: true });
  symlinkSync(outside, join(root, 'dist/dev'));
  expect(await refused()).toEqual(['path-outside-workspace']);
});

test('a link that leads outside is refused where files would be removed', async () => {
  await synth({ root, applications });
  cpSync(join(root, 'dist/dev/shop'), outside, { recursive: true });
  rmSync(join(root, 'dist/dev/shop'), { recursive: true });
  symlinkSync(outside, join(root, 'dist/dev/shop'));
  writeFileSync(join(root, 'environments/dev.yaml'), 'namespace: dev\napps: { shop: { enabled: false } }\n');
  expect(await refused()).toEqual(['path-outside-workspace']);
});

test('a link to itself is refused', async () => {
  symlinkSync(join(root, 'dist'), join(root, 'dist'));
  expect(await refused()).toEqual(['path-outside-workspace']);
});

test.each([[true], [false]])('a link to another place in the workspace (there: %s) is followed', async (isThere) => {
  if (isThere) mkdirSync(join(root, 'kubernetes'));
  symlinkSync(join(root, 'kubernetes'), join(root, 'dist'));
  await synth({ root, applications });
  expect(Object.keys(tree(join(root, 'kubernetes')))).toContain('dev/shop/wrk-deployment.yaml');
});

test('a journal that is a link is not followed', async () => {
  await synth({ root, applications });
  symlinkSync(join(outside, 'mine.txt'), join(root, 'dist/.towpath/.journal.json'));
  writeFileSync(join(root, 'environments/dev.yaml'), environment.replace('v1', 'v2'));
  await synth({ root, applications });
  expect(tree(outside)).toEqual({ 'mine.txt': 'mine\n' });
});

test('an environment file that is a link outside is refused', async () => {
  writeFileSync(join(outside, 'prod.yaml'), 'namespace: prod\npromotesFrom: [dev]\n');
  symlinkSync(join(outside, 'prod.yaml'), join(root, 'environments/prod.yaml'));
  expect(await refused()).toEqual(['path-outside-workspace environments/prod.yaml']);
});
