import { cpSync, lstatSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OutputUnit } from '../../src/output/output-unit';
import { writeOutput } from '../../src/output/write';
import { planWrite } from '../../src/output/write-plan';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';
import { snapshot } from '../helpers/snapshot';

function unit(environment: string, files: Record<string, string>): OutputUnit {
  const entries = Object.entries(files).map(([name, text]) => ({
    path: `${environment}/shop/${name}`,
    text,
    objects: [],
  }));
  return { environment, application: 'shop', files: entries, about: {} };
}

const before = [unit('dev', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' }), unit('tst', { 'a.yaml': 'a: 1\n' })];
const after = [unit('dev', { 'a.yaml': 'a: 2\n', 'c.yaml': 'c: 2\n' }), unit('prod', { 'a.yaml': 'a: 2\n' })];

function written() {
  const top = folderWith({ 'ws/keep.txt': '', 'outside/mine.txt': 'mine\n' });
  const [root, outside] = [join(top, 'ws'), join(top, 'outside')];
  const outdir = join(root, 'dist');
  writeOutput(outdir, planWrite(before, { root, outdir }));
  return { root, outdir, outside };
}

test('a folder that becomes a link after the plan was made is neither written to nor deleted from', async () => {
  const { outdir } = written();
  const folders = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((entry) =>
    lstatSync(join(outdir, entry)).isDirectory(),
  );
  expect(folders).toContain('tst/shop');
  for (const folder of [...folders, '.towpath/.tmp', 'prod', 'prod/shop']) {
    const { root, outdir, outside } = written();
    const plan = planWrite(after, { root, outdir });
    mkdirSync(join(outdir, folder), { recursive: true });
    cpSync(join(outdir, folder), outside, { recursive: true });
    renameSync(join(outdir, folder), join(root, 'moved'));
    symlinkSync(outside, join(outdir, folder));
    const before = snapshot(outside);
    await failure(async () => writeOutput(outdir, plan));
    expect([folder, snapshot(outside)]).toEqual([folder, before]);
  }
});

test('a file that becomes a link after the plan was made is replaced, and the target of the link stays', () => {
  for (const file of ['dev/shop/a.yaml', 'dev/shop/b.yaml', '.towpath/dev/shop.json', '.towpath/.journal.json']) {
    const { root, outdir, outside } = written();
    const plan = planWrite(after, { root, outdir });
    const place = join(outdir, file);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, 'mine\n');
    renameSync(place, join(root, 'moved'));
    symlinkSync(join(outside, 'mine.txt'), place);
    const before = snapshot(outside);
    writeOutput(outdir, plan);
    expect([file, snapshot(outside)]).toEqual([file, before]);
  }
});
