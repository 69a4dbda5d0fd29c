import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkerFlow } from 'towpath';
import { synth, synthToText } from '../../../src/actions/synth/synth';
import { define } from '../../helpers/define';
import { folderWith } from '../../helpers/files';
import { failure } from '../../helpers/outcome';
import { snapshot } from '../../helpers/snapshot';
import { tree } from '../../helpers/workspace';

const shop = define((app) => new WorkerFlow(app, 'wrk', { image: app.image('wrk', 'example/wrk'), user: 1000 }));
const applications = { shop };

let root: string;
beforeEach(() => {
  root = folderWith({ 'ws/environments/dev.yaml': 'namespace: dev\napps: { shop: { tag: v1 } }\n' });
  root = join(root, 'ws');
});

/** The manifests that a synthesis writes, without its indexes. */
const manifests = () => Object.entries(tree(join(root, 'dist'))).filter(([path]) => !path.startsWith('.'));

test.each(['.towpath/cdk8s', '../elsewhere', 'dist'])('cdk8s gets a copy of every manifest in %s', async (folder) => {
  await synth({ root, applications, mirror: join(root, folder) });
  expect(Object.entries(tree(join(root, folder)))).toEqual(expect.arrayContaining(manifests()));
});

test('cdk8s gets one text to print, in its temporary folder', async () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'cdk8s-'));
  try {
    await synth({ root, applications, mirror: folder });
    expect(tree(folder)).toEqual({ 'all.yaml': (await synthToText({ root, applications })).text });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  ['apps', 'output-folder-taken'],
  ['Environments/x', 'output-folder-taken'],
  ['node_modules', 'output-folder-taken'],
  ['.', 'output-folder-taken'],
  ['..', 'output-folder-taken'],
  ['/', 'output-folder-taken'],
])('the folder %s is refused, and nothing is written', async (folder, code) => {
  mkdirSync(join(root, 'apps'));
  const before = snapshot(root);
  const issues = await failure(() => synth({ root, applications, mirror: join(root, folder) }));
  expect([issues.map((issue) => issue.code), snapshot(root)]).toEqual([[code], before]);
});

test.each(['file', 'file/below', 'file/far/below'])(
  'the folder %s is refused, because it is a file',
  async (folder) => {
    writeFileSync(join(root, 'file'), '');
    const issues = await failure(() => synth({ root, applications, mirror: join(root, folder) }));
    expect(issues.map(({ code, message }) => [code, message])).toEqual([
      ['file-not-ours', '`file` is a file, not a folder'],
    ]);
  },
);
