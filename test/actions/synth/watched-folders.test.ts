import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { watchInputs } from '../../../src/actions/synth/watched-folders';
import { FolderWatch } from '../../../src/files/folder-watch';
import { isWithin } from '../../../src/files/real-path';
import { folderWith } from '../../helpers/files';

/** The folders of a workspace that a watch opens, relative to it. The modules of this test lie elsewhere. */
function watchedIn(root: string): string[] {
  const folders = new Set<string>();
  class Recording extends FolderWatch {
    override add(folder: string): boolean {
      if (isWithin(root, folder)) folders.add(relative(root, folder) || '.');
      return true;
    }
  }
  watchInputs(new Recording(() => {}), { root, outputs: [join(root, 'dist')] });
  return [...folders].sort();
}

const files = { 'apps/shop.ts': '', '.store/deep/dev.yaml': '', 'node_modules/a/index.js': '', 'dist/dev/a.yaml': '' };

test('hidden folders, packages and the output are not watched', () => {
  expect(watchedIn(folderWith(files))).toEqual(['.', 'apps']);
});

it.each<[what: string, link: string, target: string, watched: string[]]>([
  ['a folder', 'environments', '.store', ['.', '.store', '.store/deep', 'apps']],
  ['a file', 'apps/dev.yaml', '../.store/deep/dev.yaml', ['.', '.store/deep', 'apps']],
  ['a file that does not exist yet', 'apps/tst.yaml', '../.store/deep/tst.yaml', ['.', '.store/deep', 'apps']],
  ['a folder above it', 'apps/all', '..', ['.', 'apps']],
  ['itself', 'apps/circle', 'circle', ['.', 'apps']],
  ['no folder outside of the workspace', 'outside', '/', ['.', 'apps']],
])('follows a link to %s', (_, link, target, watched) => {
  const root = folderWith(files);
  symlinkSync(target, join(root, link));
  expect(watchedIn(root)).toEqual(watched);
});

test('a folder that a link to a file has shown is watched with everything below it', () => {
  const root = folderWith(files);
  mkdirSync(join(root, 'shared/below'), { recursive: true });
  symlinkSync('../shared/dev.yaml', join(root, 'apps/dev.yaml'));
  expect(watchedIn(root)).toEqual(['.', 'apps', 'shared', 'shared/below']);
});
