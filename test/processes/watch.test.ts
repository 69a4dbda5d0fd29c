import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { towpath } from '../helpers/cli';
import { type Watched, watchedSynth } from '../helpers/watched';
import { tree, workspaceWith } from '../helpers/workspace';

const outside = mkdtempSync(join(tmpdir(), 'towpath-shared-'));

const application = `
import { readFileSync } from 'node:fs';
import type { Construct } from 'constructs';
import { Application, type ApplicationProps, ServiceFlow, WorkerFlow } from 'towpath';
import { replicas } from '${outside}/replicas';
import { port } from './_port';

export default class Shop extends Application {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    const LEVEL = readFileSync('settings/level.txt', 'utf8');
    new ServiceFlow(this, 'api', { image: this.image('api', 'example/api'), user: 1000, port, replicas });
    new WorkerFlow(this, 'wrk', { image: this.image('wrk', 'example/wrk'), user: 1000, env: { LEVEL } });
  }
}
`;

const files = {
  'apps/shop.ts': application,
  'apps/_port.ts': 'export const port = 80;\n',
  'settings/level.txt': 'low',
  'environments/dev.yaml': 'namespace: shop-dev\napps: { shop: { tag: v1 } }\n',
};

let root: string;
let watched: Watched;

const write = (path: string, text: string) => writeFileSync(join(root, path), text);
const dist = () => tree(join(root, 'dist'));

beforeEach(async () => {
  writeFileSync(join(outside, 'replicas.js'), 'exports.replicas = 1;\n');
  root = workspaceWith(files);
  watched = watchedSynth(root);
  await watched.line('3 files written');
});

afterEach(async () => {
  await watched.end('SIGKILL');
});

/** What a new process would write is what the watch has written. */
async function expectUpToDate(): Promise<void> {
  expect(await towpath(root, ['synth', '--check'])).toMatchObject({ code: 0, stdout: 'dist/ is up to date\n' });
}

describe('a watch writes what changes if', () => {
  test.each<[string, () => unknown, string]>([
    [
      'an environment file is edited',
      () => write('environments/dev.yaml', files['environments/dev.yaml'].replace('v1', 'v2')),
      'api-deployment',
    ],
    [
      'a module that an application imports is edited',
      () => write('apps/_port.ts', 'export const port = 81;\n'),
      'api-service',
    ],
    [
      'an application is edited',
      () => write('apps/shop.ts', application.replace("'wrk'", "'mail'")),
      'mail-deployment',
    ],
    ['a file that an application reads is edited', () => write('settings/level.txt', 'high'), 'wrk-deployment'],
    [
      'a module outside the workspace is edited',
      () => writeFileSync(join(outside, 'replicas.js'), 'exports.replicas = 2;\n'),
      'api-deployment',
    ],
    ['a pin is edited', () => towpath(root, ['pin', '-e', 'dev', 'shop=v2']), 'api-deployment'],
    ['towpath.yaml appears', () => write('towpath.yaml', 'layout: app\n'), '1 file written, 3 removed'],
    ['an application appears', () => write('apps/more.ts', application.replace('Shop', 'More')), 'more/api-deployment'],
    [
      'an environment appears',
      () => write('environments/tst.yaml', 'promotesFrom: [dev]\nnamespace: tst\napps: { shop: { tag: v1 } }\n'),
      'tst/shop/api-deployment',
    ],
    [
      'an environment is removed and another one appears',
      () => renameSync(join(root, 'environments/dev.yaml'), join(root, 'environments/tst.yaml')),
      '3 files written, 3 removed',
    ],
    [
      'an editor replaces a file by renaming another one',
      () => {
        write('settings/.level.new', 'high');
        renameSync(join(root, 'settings/.level.new'), join(root, 'settings/level.txt'));
      },
      'wrk-deployment',
    ],
  ])('%s', async (_, edit, expected) => {
    await edit();
    await watched.line(expected);
    await expectUpToDate();
  });

  test('a file in a folder that appeared during the watch is edited', async () => {
    write('apps/shop.ts', application.replace('settings/', 'new/deep/'));
    await watched.message('nothing was written');
    mkdirSync(join(root, 'new/deep'), { recursive: true });
    write('new/deep/level.txt', 'middle');
    await watched.line('wrk-deployment');
    write('new/deep/level.txt', 'high');
    await watched.line('wrk-deployment');
    await expectUpToDate();
  });

  test('a file in a folder that replaced a watched one is edited', async () => {
    renameSync(join(root, 'settings'), join(root, 'old'));
    await watched.message('nothing was written');
    mkdirSync(join(root, 'settings'));
    write('settings/level.txt', 'middle');
    await watched.line('wrk-deployment');
    write('settings/level.txt', 'high');
    await watched.line('wrk-deployment');
    await expectUpToDate();
  });
});

test.each([
  ['shop.js', 'module.exports ='],
  ['shop.cjs', 'module.exports ='],
  ['shop.mjs', 'export default'],
])('an application in %s, and a module that it requires, run again', async (file, exported) => {
  const head =
    exported === 'export default'
      ? "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"
      : '';
  const code = (user: number) => `${head}
const { Application, WorkerFlow } = require('towpath');
${exported} class Shop extends Application {
  constructor(scope, id, props) {
    super(scope, id, props);
    new WorkerFlow(this, 'wrk', { image: 'example/wrk:1', user: ${user}, env: { LEVEL: require('../settings/level.cjs') } });
  }
}
`;
  write('settings/level.cjs', "module.exports = 'low';\n");
  rmSync(join(root, 'apps/shop.ts'));
  write(`apps/${file}`, code(1));
  await watched.line('wrk-deployment');
  write(`apps/${file}`, code(2));
  await watched.line('wrk-deployment');
  write('settings/level.cjs', "module.exports = 'high';\n");
  await watched.line('wrk-deployment');
  await expectUpToDate();
});

test('a file that an application edits during a synthesis is synthesized', async () => {
  const edit = "writeFileSync('settings/level.txt', 'written'); export default class";
  write(
    'apps/shop.ts',
    application
      .replace('readFileSync }', 'readFileSync, writeFileSync }')
      .replace('export default class', `if (readFileSync('settings/level.txt', 'utf8') === 'low') ${edit}`),
  );
  await watched.line('wrk-deployment');
  expect(dist()['dev/shop/wrk-deployment.yaml']).toContain('written');
});

test.each([
  ['one file', "'build.log'"],
  ['a new file each time', "'build-' + process.hrtime.bigint()"],
])('a watch rests beside an application that writes %s whenever it is built', async (_, file) => {
  write(
    'apps/shop.ts',
    application
      .replace('readFileSync }', 'readFileSync, writeFileSync }')
      .replace('const LEVEL', `writeFileSync(${file}, ''); const LEVEL`),
  );
  expect(await watched.message('application-writes-input')).toContain('build');
  write('settings/level.txt', 'high');
  await watched.line('wrk-deployment');
});

describe('two applications in two environments', () => {
  const logged = (name: string) =>
    application
      .replace('Shop', name)
      .replace('{ readFileSync }', '{ appendFileSync, readFileSync }')
      .replace(
        'const LEVEL',
        "appendFileSync('.builds/log', id + ' in ' + props.environment.name + '\\n'); const LEVEL",
      );
  const dev = 'namespace: shop-dev\napps: { mail: { tag: v1 }, shop: { tag: v1 } }\n';
  const everything = ['mail in dev', 'shop in dev', 'mail in tst', 'shop in tst'];

  test.each<[string, string, string, string[]]>([
    ['environments/dev.yaml', dev.replace('v1 } }', 'v2 } }'), 'dev/shop/', ['shop in dev']],
    ['apps/mail.ts', logged('Mail').replace("'wrk'", "'post'"), 'post-deployment', ['mail in dev', 'mail in tst']],
    ['apps/_port.ts', 'export const port = 81;\n', 'api-service', everything],
  ])('an edit of %s builds what it concerns, and nothing else', async (file, text, line, expected) => {
    await watched.end('SIGKILL');
    mkdirSync(join(root, '.builds'));
    write('environments/dev.yaml', dev);
    write('environments/tst.yaml', dev.replace('shop-dev', 'shop-tst\npromotesFrom: [dev]'));
    write('apps/shop.ts', logged('Shop'));
    write('apps/mail.ts', logged('Mail'));
    watched = watchedSynth(root);
    await watched.line(' written, ');
    write('.builds/log', '');
    write(file, text);
    await watched.line(line);
    const builds = readFileSync(join(root, '.builds/log'), 'utf8').trim().split('\n');
    // After a rest everything is built, which the log may show already.
    expect(builds).toEqual([...expected, ...everything].slice(0, Math.max(builds.length, expected.length)));
    await expectUpToDate();
  });
});

test('a workspace that is moved away is an error, and one that comes back is watched again', async () => {
  renameSync(root, `${root}-away`);
  await watched.message('workspace-empty');
  renameSync(`${root}-away`, root);
  await watched.line('0 files written');
  write('apps/_port.ts', 'export const port = 81;\n');
  await watched.line('2 files written');
  await expectUpToDate();
});

test('a file in a hidden folder is watched if a link leads to it', async () => {
  mkdirSync(join(root, '.store'));
  renameSync(join(root, 'environments/dev.yaml'), join(root, '.store/dev.yaml'));
  symlinkSync('../.store/dev.yaml', join(root, 'environments/dev.yaml'));
  await watched.line('0 files written');
  write('.store/dev.yaml', files['environments/dev.yaml'].replace('v1', 'v2'));
  await watched.line('2 files written');
  await expectUpToDate();
});

test.each([
  ['JSON', 'settings/ports.json', '{ "api": 81 }\n'],
  ['a module with an alias of another name', 'settings/number.ts', 'export const replicas = 2;\n'],
])('the first synthesis after an edit of %s has it', async (_, path, text) => {
  await watched.end('SIGKILL');
  const imports = "import { replicas } from '#replicas';\nimport ports from '../settings/ports.json';\n";
  const code = application.replace(/^import \{ (?:replicas|port) \}.*\n/gm, '').replace(' port,', ' port: ports.api,');
  root = workspaceWith({
    ...files,
    'apps/shop.ts': `${imports}${code}`,
    'settings/ports.json': '{ "api": 80 }\n',
    'settings/number.ts': 'export const replicas = 1;\n',
    'tsconfig.json': JSON.stringify({ compilerOptions: { paths: { '#replicas': ['./settings/number.ts'] } } }),
  });
  watched = watchedSynth(root);
  await watched.line('3 files written');
  write(path, text);
  expect(await watched.line(' written')).toContain('api-deployment');
  await expectUpToDate();
});

test('a watch says that an application is not repeatable, and writes what a new process would write', async () => {
  write('apps/_port.ts', 'export const port = 80;\nexport const builds = { count: 0 };\n');
  write(
    'apps/shop.ts',
    application
      .replace('{ port }', '{ builds, port }')
      .replace("readFileSync('settings/level.txt', 'utf8')", 'String(builds.count++)'),
  );
  await watched.line('wrk-deployment');
  write('environments/dev.yaml', files['environments/dev.yaml'].replace('v1', 'v2'));
  expect(await watched.message('build-not-repeatable')).toContain('apps/shop.ts');
  await expectUpToDate();
  write('environments/dev.yaml', files['environments/dev.yaml'].replace('v1', 'v3'));
  await watched.line('api-deployment');
  await expectUpToDate();
});

describe('after an error a watch goes on, and the last good output stays, if', () => {
  test.each([
    ['an application cannot be parsed', 'apps/_port.ts', 'export const port = {;\n', 'application-not-loaded'],
    ['an application throws', 'apps/_port.ts', "throw new Error('on purpose');\n", 'application-not-loaded'],
    [
      'an application leaves a rejected promise',
      'apps/_port.ts',
      "void Promise.reject(new Error('on purpose'));\nexport const port = 81;\n",
      'application-not-loaded',
    ],
    ['an environment is not YAML', 'environments/dev.yaml', 'namespace: [\n', 'yaml-syntax'],
    ['towpath.yaml has an unknown key', 'towpath.yaml', 'layuot: app\n', 'unknown-key'],
  ])('%s', async (_, path, text, code) => {
    const before = dist();
    write(path, text);
    await watched.message(`error ${code}`);
    await watched.message('nothing was written');
    expect(dist()).toEqual(before);
    rmSync(join(root, path));
    if (path in files) write(path, files[path as keyof typeof files]);
    write('settings/level.txt', 'high');
    await watched.line('wrk-deployment');
    await expectUpToDate();
  });

  test('an application throws after it was built', async () => {
    write('apps/_port.ts', "setTimeout(() => { throw new Error('on purpose'); }, 1);\nexport const port = 81;\n");
    await watched.message('on purpose');
    write('apps/_port.ts', 'export const port = 82;\n');
    await watched.line('api-service');
  });
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a watch with exit code 130, and releases the lock',
  async (signal) => {
    expect(await watched.end(signal)).toEqual({ code: 130, signal: null });
    expect(Object.keys(dist()).filter((path) => path.includes('.lock'))).toEqual([]);
  },
);

test.each(['--check', '--stdout'])('--watch cannot be combined with %s', async (flag) => {
  const { code, stdout, stderr } = await towpath(root, ['synth', '--watch', flag]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`'-w, --watch' cannot be used with option '${flag}'`);
});
