import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codesIn, towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { listing, shop, shopFiles, tree, workspaceWith } from '../helpers/workspace';

const head = "import { Application, type ApplicationProps } from 'towpath';\n";
const environments = { 'environments/dev.yaml': 'namespace: dev\n' };

/** What `towpath synth` says of a workspace, which it must refuse without a stack and without a trace on disk. */
async function refused(files: Readonly<Record<string, string>>): Promise<{ codes: string[]; stderr: string }> {
  const root = workspaceWith({ ...environments, ...files });
  const before = listing(root);
  const outcome = await towpath(root, ['synth']);
  const { code, stdout, stderr } = outcome;
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).not.toMatch(/^ {4}at |node_modules|Require stack/m);
  expect(listing(root)).toEqual(before);
  return { codes: codesIn(outcome), stderr };
}

describe('an application’s file', () => {
  test.each([
    [
      'that is not TypeScript',
      `${head}export default class Shop extends Application {\n  constructor( {{{\n`,
      'apps/shop.ts:3:16',
    ],
    ['that imports a missing file', `${head}import nope from './nope';\nexport default nope;\n`, 'apps/shop.ts:2:'],
    ['that imports a missing package', `${head}import nope from 'nope';\nexport default nope;\n`, 'apps/shop.ts:2:'],
    ['that throws', `${head}\n\nthrow new TypeError('on purpose');\n`, 'apps/shop.ts:4:7'],
    [
      'whose constructor throws',
      `${head}export default class Shop extends Application {\n  override readonly instance = fail();\n}\nfunction fail(): string {\n  throw new Error('on purpose');\n}\n`,
      'apps/shop.ts:6:9',
    ],
    ['that throws a value that is not an error', `${head}throw null;\n`, 'apps/shop.ts\n'],
  ])('%s is reported with its line', async (_, text, place) => {
    const { codes, stderr } = await refused({ 'apps/shop.ts': text });
    expect(codes).toEqual(['application-not-loaded']);
    expect(stderr).toContain(`  at ${place}`);
  });

  test('that throws in an imported file is reported with the line in that file', async () => {
    const files = { 'apps/_shared.ts': "\nthrow new Error('on purpose');\n", 'apps/shop.ts': "import './_shared';\n" };
    expect((await refused(files)).stderr).toContain('  at apps/_shared.ts:2:7');
  });

  test('that declares a flow in a timer is reported', async () => {
    const late = "setTimeout(() => new ServiceFlow(this, 'late', { image: 'a:1', user: 1, port: 80 }), 0);";
    const outcome = await towpath(
      workspaceWith({ ...shopFiles, 'apps/shop.ts': shop.replace('super(scope, id, props);', `$&\n${late}`) }),
      ['validate'],
    );
    expect(outcome).toMatchObject({ code: 2 });
    expect(outcome.stderr).toMatch(/error declared-late: .*\n {2}at apps\/shop\.ts:\d+:\d+ shop\.late/);
  });

  test.each(['synth', 'validate'])('that fails after it was awaited is reported by %s', async (command) => {
    const text = `${shop}Promise.reject(new Error('on purpose'));\n`;
    const outcome = await towpath(workspaceWith({ ...shopFiles, 'apps/shop.ts': text }), [command]);
    expect(outcome.code).toBe(2);
    expect(codesIn(outcome)).toEqual(['application-not-loaded']);
    expect(outcome.stderr).toContain(`  at apps/shop.ts:${shop.split('\n').length}:`);
  });

  test.each([
    ['text, while it is loaded', `${shop}Promise.reject('on purpose');\n`],
    ['an error, while it is loaded', `${shop}Promise.reject(new Error('on purpose'));\n`],
    ['text, while it is built', shop.replace('super(', "void Promise.reject('on purpose'); super(")],
    ['an error, while it is built', shop.replace('super(', "void Promise.reject(new Error('on purpose')); super(")],
  ])('that fails with %s after it was awaited writes nothing', async (_, text) => {
    const root = workspaceWith({ ...shopFiles, 'apps/shop.ts': text });
    const outcome = await towpath(root, ['synth']);
    expect(outcome.code).toBe(2);
    expect(codesIn(outcome)).toEqual(['application-not-loaded']);
    expect(outcome.stderr).toContain('on purpose');
    // The lock stays, as that of a killed process does, and is taken over.
    const written = Object.keys(tree(join(root, 'dist'))).filter((file) => !file.startsWith('.towpath/.lock/'));
    expect(written).toEqual([]);
  });

  test.each([
    ['ends the process', 'process.exit(0);'],
    ['waits for something that never happens', 'await new Promise(() => {});'],
  ])('that %s does not look like success', async (_, line) => {
    const root = workspaceWith({ ...shopFiles, 'apps/other.ts': `${line}\n${shop}` });
    const { code, stderr } = await towpath(root, ['synth']);
    expect(code).toBe(2);
    expect(stderr).not.toBe('');
    expect(Object.keys(tree(join(root, 'dist'))).filter((path) => path.endsWith('.yaml'))).toEqual([]);
  });

  test.each([
    ['exports no application', 'apps/shop.ts', 'export default class Shop {}\n', 'application-no-class'],
    ['has an invalid name', 'apps/Shop_1.ts', shop, 'invalid-name'],
    ['has a name that is too long', `apps/${'a'.repeat(64)}.ts`, shop, 'invalid-name'],
  ])('that %s is refused', async (_, file, text, code) => {
    expect((await refused({ [file]: text })).codes).toEqual([code]);
  });

  test('beside its compiled code is refused, and neither file runs', async () => {
    const files = { ...shopFiles, 'apps/shop.js': 'throw new Error();\n' };
    const { codes, stderr } = await refused(files);
    expect(codes).toEqual(['file-twice', 'file-twice']);
    expect(stderr).toContain('  at apps/shop.js');
  });

  test('that cannot be loaded is still known to environments', async () => {
    expect((await refused({ ...shopFiles, 'apps/shop.ts': 'throw 1;\n' })).codes).toEqual(['application-not-loaded']);
  });
});

test('files in apps/ that are not applications are ignored', async () => {
  const broken = 'throw new Error();\n';
  const others = ['_shared.ts', '.hidden.ts', 'shop.test.ts', 'shop.d.ts', 'README.md', 'data.json', 'lib/helper.ts'];
  const root = workspaceWith({ ...shopFiles, ...Object.fromEntries(others.map((name) => [`apps/${name}`, broken])) });
  expect(await towpath(root, ['synth'])).toMatchObject({ code: 0, stderr: '' });
});

test('all problems of all files are shown at once', async () => {
  const { codes, stderr } = await refused({
    'apps/one.ts': `${head}throw new Error('on purpose');\n`,
    'apps/two.ts': 'export default 2;\n',
    'environments/dev.yaml': 'namespace: dev\nnamespcae: dev\n',
    'environments/prod.yaml': 'promotesFrom: [dve]\n',
  });
  expect(codes.sort()).toEqual([
    'application-no-class',
    'application-not-loaded',
    'unknown-environment',
    'unknown-key',
  ]);
  for (const place of ['apps/one.ts:2:7', 'environments/dev.yaml:2:1', 'environments/prod.yaml:1:16']) {
    expect(stderr).toContain(`  at ${place}`);
  }
});

test('in an empty folder, the error names the missing files', async () => {
  const root = folderWith({});
  const outcome = await towpath(root, ['synth']);
  expect(outcome.code).toBe(2);
  expect(codesIn(outcome)).toEqual(['workspace-empty']);
  expect(outcome.stderr).toContain('apps/');
  expect(outcome.stderr).toContain('environments/');
  expect(listing(root)).toEqual([]);
});

test('with a file named apps, the error names the missing folder', async () => {
  expect((await refused({ apps: '' })).codes).toEqual(['workspace-empty']);
});

test('an edited file is reported by synth and by synth --check with the same exit code', async () => {
  const root = workspaceWith(shopFiles);
  await towpath(root, ['synth']);
  const file = 'dist/prod/shop/wrk-deployment.yaml';
  writeFileSync(join(root, file), 'kind: Other\n');
  const outcomes = [await towpath(root, ['synth']), await towpath(root, ['synth', '--check'])];
  expect(outcomes.map(({ code }) => code)).toEqual([2, 2]);
  for (const outcome of outcomes) {
    expect(codesIn(outcome)).toEqual(['file-edited']);
    expect(outcome.stderr).toContain(file);
  }
});

test.each([['../out'], ['.']])('an output folder %s is refused, and is not created', async (outdir) => {
  const root = workspaceWith(shopFiles);
  const outcome = await towpath(root, ['synth', '--outdir', outdir]);
  expect(outcome.code).toBe(2);
  expect(codesIn(outcome)).toEqual(['path-outside-workspace']);
  expect(existsSync(join(root, '../out'))).toBe(false);
});

const longName = 'a'.repeat(300);
test.each([
  ['a name of 300 characters', longName],
  ['a name of 300 characters in the middle', `new/${longName}/out`],
  ['thousands of folders', 'a/'.repeat(2500)],
])('an output folder with %s is refused, however it is set', async (_, outdir) => {
  const root = workspaceWith(shopFiles);
  const outcomes = [
    await towpath(root, ['synth', '--outdir', outdir]),
    await towpath(root, ['synth'], { env: { CDK8S_OUTDIR: outdir } }),
  ];
  for (const outcome of outcomes) {
    expect(outcome.code).toBe(2);
    expect(codesIn(outcome)).toEqual(['output-folder-unusable']);
    expect(outcome.stderr.length).toBeLessThan(600);
  }
  expect(existsSync(join(root, 'dist'))).toBe(false);
});

test('a folder of custom kinds with an impossible name counts as missing', async () => {
  expect((await refused({ ...shopFiles, 'towpath.yaml': `crds: ${longName}\n` })).codes).toEqual(['file-unreadable']);
});
