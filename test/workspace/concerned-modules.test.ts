import { join } from 'node:path';
import { concernedModules } from '../../src/workspace/concerned-modules';
import { folderWith } from '../helpers/files';

const files = {
  'apps/shop.ts': "import { port } from './_port';\nimport { label } from '@shared/label.js';\n",
  'apps/mail.ts': "const { port } = require('./_port.ts');\n",
  'apps/cron.ts': "export const host = 'https://shop.example.org/mail-api';\n",
  'apps/blog.ts': "import '../parts';\n",
  'apps/_port.ts': 'export const port = 80;\n',
  'parts/index.ts': 'export * from `./deep`;\n',
  'parts/deep.mts': 'export const deep = 1;\n',
  'shared/label.ts': "export const label = 'a b';\n",
  'apps/data.ts': "import team from '../data/team.json';\nimport 'pack/extra';\nimport 'node:fs';\n",
  'data/team.json': '{}',
  'alias/apps.ts': "import { limit } from '#limits';\n",
  'alias/other.ts': "import { limit } from '@own/pack';\n",
  'alias/values.ts': 'export const limit = 1;\n',
};
const root = folderWith({ ...files, 'node_modules/pack/extra.js': '' });
const path = (file: string) => join(root, file);
const modules = Object.keys(files).map(path);
const concerned = (...changed: string[]) =>
  concernedModules(
    changed.map(path),
    modules.filter((file) => !file.startsWith(path('alias'))),
  )
    .map((file) => file.slice(root.length + 1))
    .sort();

test('a change concerns the files that import something by an alias, because it can mean any module', () => {
  expect(
    concernedModules([path('alias/values.ts')], modules)
      .map((file) => file.slice(root.length + 1))
      .sort(),
  ).toEqual(['alias/apps.ts', 'alias/other.ts', 'alias/values.ts']);
});

test.each<[string, string[]]>([
  ['data/team.json', ['apps/data.ts', 'data/team.json']],
  ['apps/shop.ts', ['apps/shop.ts']],
  ['apps/_port.ts', ['apps/_port.ts', 'apps/mail.ts', 'apps/shop.ts']],
  ['shared/label.ts', ['apps/shop.ts', 'shared/label.ts']],
  ['parts/deep.mts', ['apps/blog.ts', 'parts/deep.mts', 'parts/index.ts']],
  ['parts/index.ts', ['apps/blog.ts', 'parts/index.ts']],
])('a change of %s concerns the files that import it', (changed, expected) => {
  expect(concerned(changed)).toEqual(expected);
});

test('several changes concern the files that import one of them', () => {
  expect(concerned('parts/deep.mts', 'shared/label.ts')).toEqual([
    ...['apps/blog.ts', 'apps/shop.ts', 'parts/deep.mts', 'parts/index.ts', 'shared/label.ts'],
  ]);
});

test('a module that was removed still concerns those that import it', () => {
  const gone = join(root, 'apps/_gone.ts');
  const importer = folderWith({ 'importer.ts': "import './_gone';\n" });
  expect(concernedModules([gone], [gone, join(importer, 'importer.ts')])).toEqual([
    gone,
    join(importer, 'importer.ts'),
  ]);
});
