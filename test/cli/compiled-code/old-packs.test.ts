import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { removeOldPacks } from '../../../src/cli/compiled-code/old-packs';
import { folderWith } from '../../helpers/files';

const day = 24 * 60 * 60;

test('packs and drafts of packs are deleted 30 days after they were written; other files stay', () => {
  const old = ['a.pack', 'b.pack.4711', 'notes.txt'];
  const newer = ['c.pack', 'd.pack.4712'];
  const folder = folderWith(Object.fromEntries([...old, ...newer].map((name) => [name, ''])));
  const now = Date.now() / 1000;
  for (const name of old) utimesSync(join(folder, name), now, now - 31 * day);
  for (const name of newer) utimesSync(join(folder, name), now, now - 29 * day);
  removeOldPacks(folder);
  expect(readdirSync(folder).sort()).toEqual([...newer, 'notes.txt'].sort());
});

test('a folder that is deleted meanwhile is no error', () => {
  expect(() => removeOldPacks(join(folderWith({}), 'gone'))).not.toThrow();
});
