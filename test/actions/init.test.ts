import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { init } from '../../src/actions/init/init';
import { TowpathError } from '../../src/diagnostics';
import { folderWith } from '../helpers/files';

const textOf = (root: string, file: string) => readFileSync(join(root, file), 'utf8');
const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (TowpathError.is(error)) return error.issues[0]?.code;
    throw error;
  }
  return undefined;
};

it('creates a workspace, and writes nothing the second time', () => {
  const root = folderWith({});
  expect(init({ root, name: 'shop' })).toEqual({
    written: [
      '.gitattributes',
      '.gitignore',
      'apps/shop.ts',
      'environments/dev.yaml',
      'environments/prod.yaml',
      'package.json',
      'towpath.yaml',
    ],
    kept: [],
  });
  expect(init({ root, name: 'shop' }).written).toEqual([]);
});

it('takes the name of the folder', () => {
  const root = join(folderWith({}), 'My Web_Shop 2');
  mkdirSync(root);
  expect(init({ root }).written).toContain('apps/my-web-shop-2.ts');
  expect(textOf(root, 'apps/my-web-shop-2.ts')).toContain('class MyWebShop2 extends Application');
});

it('keeps existing files, and adds missing lines to the files of git', () => {
  const files = {
    'environments/dev.yaml': 'namespace: mine\n',
    'package.json': '{}',
    '.gitignore': 'node_modules/\n*.log',
    '.gitattributes': '*.png binary\r\n',
  };
  const root = folderWith(files);
  expect(init({ root, name: 'shop' }).kept).toEqual(['environments/dev.yaml', 'package.json']);
  expect(textOf(root, 'environments/dev.yaml')).toBe('namespace: mine\n');
  expect(textOf(root, 'package.json')).toBe('{}');
  expect(textOf(root, '.gitignore')).toBe('node_modules/\n*.log\n/.towpath/\n');
  expect(textOf(root, '.gitattributes')).toBe('*.png binary\r\n/dist/** text eol=lf linguist-generated\n');
});

it.each(['Shop', '../shop', 'a/b', '', '-x', 'x'.repeat(64)])('refuses the name %j, and writes nothing', (name) => {
  const root = folderWith({});
  expect(codeOf(() => init({ root, name }))).toBe('invalid-name');
  expect(init({ root, name: 'shop' }).kept).toEqual([]);
});

it('writes nothing through a link that leads out of the folder', () => {
  const elsewhere = folderWith({});
  const root = folderWith({});
  symlinkSync(elsewhere, join(root, 'apps'));
  expect(codeOf(() => init({ root, name: 'shop' }))).toBe('path-outside-workspace');
  expect(init({ root: elsewhere, name: 'shop' }).kept).toEqual([]);
});

it.each(['7up', '007'])('gives the application %s a class', (name) => {
  const root = folderWith({});
  init({ root, name });
  expect(textOf(root, `apps/${name}.ts`)).toMatch(/export default class App\w+ extends Application/);
});
