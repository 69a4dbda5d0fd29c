import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { checkName } from '../../src/actions/init/application-name';
import { init } from '../../src/actions/init/init';
import { TowpathError } from '../../src/diagnostics';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';

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
      'tsconfig.json',
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
    'tsconfig.json': '{}',
    '.gitignore': 'node_modules/\n*.log',
    '.gitattributes': '*.png binary\r\n',
  };
  const root = folderWith(files);
  expect(init({ root, name: 'shop' }).kept).toEqual(['environments/dev.yaml', 'tsconfig.json']);
  expect(textOf(root, 'environments/dev.yaml')).toBe('namespace: mine\n');
  expect(textOf(root, 'tsconfig.json')).toBe('{}');
  expect(textOf(root, '.gitignore')).toBe('node_modules/\n*.log\n/.towpath/\n');
  expect(textOf(root, '.gitattributes')).toBe('*.png binary\r\n/dist/** text eol=lf linguist-generated\r\n');
});

it('adds no example environment beside those of the user', () => {
  const root = folderWith({ 'environments/live.yaml': '' });
  expect(init({ root, name: 'shop' }).written.filter((file) => file.startsWith('environments/'))).toEqual([]);
});

it('adds no example application beside those of the user, and names the first of them in the example environments', () => {
  const root = folderWith({ 'apps/web.ts': '' });
  const { written } = init({ root });
  expect(written.filter((file) => file.startsWith('apps/'))).toEqual([]);
  expect(textOf(root, 'environments/prod.yaml')).toContain('\n  web:\n    tag: v0.1.0\n');
  expect(textOf(root, 'environments/prod.yaml')).not.toContain('flows:');
});

describe('a package.json that exists', () => {
  const added = (text: string) => {
    const root = folderWith({ 'package.json': text });
    init({ root, name: 'shop' });
    return textOf(root, 'package.json');
  };

  it.each(['\n', '\r\n'])('keeps its entries, its indentation and its line ends %j', (eol) => {
    const own = { name: 'mine', scripts: { test: 'jest' }, devDependencies: { typescript: '5.9.0' }, files: ['lib'] };
    const text = added(JSON.stringify(own, null, '\t').replaceAll('\n', eol));
    expect(JSON.parse(text)).toMatchObject({
      ...own,
      scripts: { test: 'jest', synth: 'towpath schema && towpath synth' },
      dependencies: { towpath: expect.any(String), cdk8s: expect.any(String), zod: expect.any(String) },
    });
    expect(text.split(eol)[1]).toBe('\t"name": "mine",');
    expect(text.replaceAll(eol, '')).not.toMatch(/[\r\n]/);
    expect(added(text)).toBe(text);
  });

  it('gets a test in place of the one that npm init writes', () => {
    const text = added('{"scripts":{"test":"echo \\"Error: no test specified\\" && exit 1"}}');
    expect(JSON.parse(text).scripts.test).toContain('towpath validate');
  });

  it.each(['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'])(
    'gets no second version of a package in its %s',
    (list) => {
      const text = added(JSON.stringify({ [list]: { towpath: 'file:towpath.tgz' } }));
      expect(text.match(/"towpath"/g)).toHaveLength(1);
    },
  );

  it('gets lists in place of those that are null', () => {
    expect(JSON.parse(added('{"scripts":null}')).scripts.synth).toContain('towpath synth');
  });

  it('that has a key twice keeps both, and gets its scripts where npm reads them', () => {
    const text = added('{"scripts":{"a":"1"},"scripts":{"b":"2"}}');
    expect(text).toMatch(/^{"scripts":{"a":"1"},"scripts":{"b":"2","synth":/);
  });

  it('may be nested deeply', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect(added(`{"deep":${deep}}`)).toContain(`"deep":${deep},`);
  });

  it.each([
    ['', 1, 'it ends where a value belongs'],
    ['{', 1, 'it ends where a key in double quotes or `}` belongs'],
    ['[]', 1, 'its content is not a JSON object'],
    ['"x"', 1, 'its content is not a JSON object'],
    ['{\n"scripts":\n[]}', 2, '`scripts` in it is not a JSON object'],
    ['{\n"dependencies":"x"}', 2, '`dependencies` in it is not a JSON object'],
    ['{"a": 1,\n}', 2, '`}` stands where a key in double quotes belongs'],
    ['{"a": 1\n"b": 2}', 2, '`"b"` stands where `,` or `}` belongs'],
    ['{\r\n// why\r\n}', 2, '`//` stands where a key in double quotes or `}` belongs'],
    ['{\n\n"a": tru}', 3, '`tru` stands where a value belongs'],
    ['{"a":\n01}', 2, '`01` stands where a value belongs'],
    ['{}\n{}', 2, '`{` stands where the end of the file belongs'],
    ['{"a": "b\nc"}', 1, '`"b` stands where a value belongs'],
  ])('that is %j stops init before it writes, with the line', async (text, line, reason) => {
    const root = folderWith({ 'package.json': text });
    const [issue] = await failure(async () => init({ root, name: 'shop' }));
    expect(issue).toMatchObject({ code: 'package-json-invalid', location: { file: 'package.json', line } });
    expect(issue?.message).toBe(`package.json cannot be read: ${reason}`);
    expect(readdirSync(root)).toEqual(['package.json']);
  });
});

it.each(['Shop', '../shop', 'a/b', '', '-x', 'x'.repeat(41), '7up', 'constructor'])(
  'refuses the name %j, and writes nothing',
  (name) => {
    const root = folderWith({});
    expect(codeOf(() => init({ root, name }))).toBe('invalid-name');
    expect(init({ root, name: 'shop' }).kept).toEqual([]);
  },
);

it('writes nothing through a link that leads out of the folder', () => {
  const elsewhere = folderWith({});
  const root = folderWith({});
  symlinkSync(elsewhere, join(root, 'apps'));
  expect(codeOf(() => init({ root, name: 'shop' }))).toBe('path-outside-workspace');
  expect(init({ root: elsewhere, name: 'shop' }).kept).toEqual([]);
});

it.each(['application', 'construct', 'service-flow', 'store-flow', 'application-props', 'api-object', 'json-patch'])(
  'gives the application %s a class that is no import',
  (name) => {
    const root = folderWith({});
    init({ root, name });
    expect(textOf(root, `apps/${name}.ts`)).toMatch(/export default class App\w+ extends Application/);
  },
);

it.each(['007', 'constructor', 'My App', '-', 'été', '日本', 'x'.repeat(200), `${'x'.repeat(39)}-y`, 'a.b', 'a--b'])(
  'makes a name of the folder %j that a new application can have',
  (folder) => {
    const root = join(folderWith({}), folder);
    mkdirSync(root);
    const { written } = init({ root });
    const [, name = ''] = /^apps\/(.*)\.ts$/.exec(written.find((file) => file.startsWith('apps/')) ?? '') ?? [];
    expect(() => checkName(name)).not.toThrow();
  },
);

it('keeps an application whose name no new one can have', () => {
  const root = folderWith({ 'apps/7up.ts': '' });
  expect(init({ root }).kept).toContain('apps/7up.ts');
});
