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

test('an absolute output folder is refused outside the workspace, and accepted inside', async () => {
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

test('a link that leads outside is refused even if the files behind it are up to date', async () => {
  await synth({ root, applications });
  cpSync(join(root, 'dist/dev'), outside, { recursive: true });
  rmSync(join(root, 'dist/dev'), { recursive: true });
  symlinkSync(outside, join(root, 'dist/dev'));
  expect(await refused()).toEqual(['path-outside-workspace']);
});

test('a link that leads outside is refused if files would be removed', async () => {
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

test.each([
  ['apps'],
  ['apps/'],
  ['Apps/dist'],
  ['./environments/x'],
  ['ENVIRONMENTS'],
  ['crds'],
  ['.git'],
  ['.git/x'],
  ['.GIT/hooks'],
  ['node_modules/x'],
  ['packages/web/node_modules/x'],
  ['packages/web/.git'],
  ['dist/../apps'],
])('the output folder `%s` is refused, because it holds another part of the workspace', async (outdir) => {
  expect(await refused({ outdir })).toEqual(['output-folder-taken']);
  expect(await refused({ outdir: join(root, outdir) })).toEqual(['output-folder-taken']);
});

test.each(['apps', 'environments', 'Apps', 'node_modules', '.git', 'towpath.yaml'])(
  'an output folder that holds %s is refused',
  async (part) => {
    mkdirSync(join(root, 'web', part), { recursive: true });
    expect(await refused({ outdir: 'web' })).toEqual(['output-folder-taken']);
  },
);

test.each(['apps', 'environments/deeper', '.git', 'node_modules/a/b'])(
  'an output folder that is a link to %s is refused',
  async (part) => {
    mkdirSync(join(root, part), { recursive: true });
    symlinkSync(join(root, part), join(root, 'dist'));
    expect(await refused()).toEqual(['output-folder-taken']);
  },
);

test('an output folder that holds a part of the workspace through a link is refused', async () => {
  mkdirSync(join(root, 'code/apps'), { recursive: true });
  symlinkSync(join(root, 'code/apps'), join(root, 'apps'));
  expect(await refused({ outdir: 'code' })).toEqual(['output-folder-taken']);
  expect(await refused({ outdir: 'code/apps/dist' })).toEqual(['output-folder-taken']);
});

test('an output folder in, or around, the folder of custom kinds that towpath.yaml names is refused', async () => {
  writeFileSync(join(root, 'towpath.yaml'), 'crds: deploy/kinds\n');
  mkdirSync(join(root, 'deploy/kinds'), { recursive: true });
  for (const outdir of ['deploy', 'deploy/kinds', 'deploy/kinds/x'])
    expect(await refused({ outdir })).toEqual(['output-folder-taken']);
});

test('environments can have the names `apps` and `environments`', async () => {
  for (const name of ['apps', 'environments'])
    writeFileSync(
      join(root, `environments/${name}.yaml`),
      `promotesFrom: [dev]\nnamespace: ${name}\napps: { shop: { tag: v1 } }\n`,
    );
  await synth({ root, applications });
  expect((await synth({ root, applications })).written).toEqual([]);
});

test.each(['dist/', './dist', 'x/../dist', 'dist//'])('the output folder `%s` is dist', async (outdir) => {
  const { outdir: shown } = await synth({ root, applications, outdir });
  expect(shown).toBe('dist');
  expect((await synth({ root, applications })).written).toEqual([]);
});

test.each([[true], [false]])('a link to another place in the workspace (there: %s) is followed', async (isThere) => {
  if (isThere) mkdirSync(join(root, 'kubernetes'));
  symlinkSync(join(root, 'kubernetes'), join(root, 'dist'));
  await synth({ root, applications });
  expect(Object.keys(tree(join(root, 'kubernetes')))).toContain('dev/shop/wrk-deployment.yaml');
});

test('an environment file that is a link outside is refused', async () => {
  writeFileSync(join(outside, 'prod.yaml'), 'namespace: prod\npromotesFrom: [dev]\n');
  symlinkSync(join(outside, 'prod.yaml'), join(root, 'environments/prod.yaml'));
  expect(await refused()).toEqual(['path-outside-workspace environments/prod.yaml']);
});

test.each([{}, { target: 'pulumi' as const }])('an output folder below a file is refused: %j', async (options) => {
  writeFileSync(join(root, 'file'), '');
  for (const outdir of ['file', 'file/below', 'file/far/below'])
    expect(await refused({ ...options, outdir })).toEqual(['file-not-ours']);
});
