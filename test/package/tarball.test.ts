import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { groups } from '../../tools/bundle/groups';
import { bundle } from '../helpers/compiled';
import { folderWith } from '../helpers/files';
import { filesBelow, root, sources, textOf } from '../project/repository';
import { copyPackageFiles, entries, manifest, packageFiles, run } from './staging';

jest.setTimeout(180_000);

const documents = packageFiles();

const bin = (name: string) => join(root, 'node_modules/.bin', name);

/** The two kinds of project that a user has; in both the same workspace is compiled and synthesized. */
const kinds = { esm: 'module', cjs: 'commonjs' } as const;

/** What a demanding user compiles with; `node16` reads each project's own `type`. */
const strictest = {
  compilerOptions: {
    target: 'es2022',
    module: 'node16',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  },
  include: Object.keys(kinds).map((kind) => `${kind}/apps`),
};

/** The workspace that README shows, and the environments from which its `prod` promotes. */
const workspace = {
  'apps/pssp.ts': shown('ts', 'extends Application'),
  'environments/dev.yaml': 'namespace: pssp-dev\napps: { pssp: { tag: main } }\n',
  'environments/tst.yaml': 'promotesFrom: [dev]\nnamespace: pssp-tst\napps: { pssp: { tag: v0.3.0 } }\n',
  'environments/prod.yaml': shown('yaml', 'promotesFrom: [tst]'),
};

/** What npm says of a tarball. */
interface Pack {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

let tarball: string;
let packed: string[];
/** Where it is installed; one folder for each kind of project lies below it. */
let project: string;

beforeAll(async () => {
  const staged = folderWith({});
  copyPackageFiles(staged);
  const folders = ['--outDir', join(staged, 'build'), '--declarationDir', join(staged, 'lib')];
  await run(bin('tsc'), ['--project', join(root, 'tsconfig.json'), ...folders, '--incremental', 'false'], staged);
  symlinkSync(join(root, 'node_modules'), join(staged, 'node_modules'));
  bundle(staged);
  project = folderWith({ 'package.json': '' });
  const [pack] = JSON.parse(
    await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', project], staged),
  ) as [Pack];
  tarball = join(project, pack.filename);
  packed = pack.files.map(({ path }) => path).sort();
  writeFileSync(join(project, 'package.json'), JSON.stringify(projectManifest(pack.filename)));
  await run('npm', ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'], project);
  for (const [kind, type] of Object.entries(kinds)) writeWorkspace(join(project, kind), type);
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify(strictest));
});

describe('the tarball', () => {
  test('holds the declarations of src/, its entries, bundles with their source maps, and a few documents', () => {
    const declarations = sources().map((file) => file.replace(/ts$/, 'd.ts'));
    const code = [...entries.map(([, source]) => source), 'cli/main.ts'].map((file) => file.replace(/ts$/, 'js'));
    const names = groups.map(({ name }) => `bundle/${name}.js`);
    const bundles = [...names, ...names.map((name) => `${name}.map`), 'bundle/LICENCES.txt'];
    const files = [...declarations, ...code, ...bundles].map((file) => `lib/${file}`);
    expect(packed).toEqual([...files, ...documents].sort());
  });

  test('would hold nothing more of the whole repository', async () => {
    const [pack] = JSON.parse(await run('npm', ['pack', '--ignore-scripts', '--json', '--dry-run'], root)) as [Pack];
    const beside = pack.files.map(({ path }) => path).filter((path) => !path.startsWith('lib/'));
    expect(beside.sort()).toEqual(documents);
  });

  test('has nothing that publint would say', async () => {
    const script = `
      import { readFileSync } from 'node:fs';
      import { publint } from 'publint';
      import { formatMessage } from 'publint/utils';
      const tarball = readFileSync(process.argv[1]).buffer;
      const { messages, pkg } = await publint({ pack: { tarball } });
      console.log(JSON.stringify(messages.map((message) => formatMessage(message, pkg, { color: false }))));`;
    expect(JSON.parse(await run(process.execPath, ['--input-type=module', '-e', script, tarball], root))).toEqual([]);
  });

  test('has types that fit its code, for every way of resolving it', async () => {
    const found = JSON.parse(await run(bin('attw'), [tarball, '--format', 'json'], root));
    expect(found.analysis.types).toEqual({ kind: 'included' });
    expect(found.problems ?? {}).toEqual({});
  });
});

describe('installed into an empty project', () => {
  test('brings no optional peer', () => {
    const optional = Object.keys(manifest.peerDependenciesMeta);
    expect(optional).toEqual(expect.arrayContaining(['cdk8s-plus-28', '@pulumi/pulumi', '@pulumi/kubernetes']));
    expect(optional.filter((name) => existsSync(join(project, 'node_modules', name)))).toEqual([]);
    expect(existsSync(join(project, 'node_modules/cdk8s'))).toBe(true);
  });

  test('compiles strictly in both, the declarations of libraries included', async () => {
    expect(await run(join(project, 'node_modules/.bin/tsc'), ['--project', '.'], project)).toBe('');
  });

  describe.each(Object.keys(kinds))('as %s', (kind) => {
    test('synthesizes six files an environment', async () => {
      const folder = join(project, kind);
      await run('npx', ['--no-install', 'towpath', 'synth'], folder);
      const objects = ['api-deployment', 'api-service', 'db-deployment', 'db-pvc', 'db-service', 'wrk-deployment'];
      const expected = ['dev', 'prod', 'tst'].flatMap((name) => objects.map((file) => `${name}/pssp/${file}.yaml`));
      expect(filesBelow(join(folder, 'dist')).filter((file) => file.endsWith('.yaml'))).toEqual(expected);
      const prod = (file: string) => textOf(`dist/prod/pssp/${file}.yaml`, folder);
      expect(prod('api-deployment')).toContain('image: example/pssp-api:v0.3.0\n');
      expect(prod('api-deployment')).toContain('replicas: 3\n');
      expect(prod('wrk-deployment')).toContain('image: example/pssp-wrk:v0.2.9\n');
    });
  });
});

describe('the first block of README', () => {
  /** The workspaces that it made. */
  const made: string[] = [];

  const own = { name: 'mine', scripts: { build: 'true' }, dependencies: {} };

  test.each([
    ['an empty folder', {}],
    [
      'an npm project that exists',
      {
        'package.json': JSON.stringify(own),
        'tsconfig.json': '{ "include": ["src"] }',
        'src/index.ts': 'export {};\n',
      },
    ],
  ])('makes a workspace of %s, and a second time changes nothing', async (_, files) => {
    const folder = folderWith(files);
    for (const words of installCalls()) await run(words[0] as string, words.slice(1), folder);
    expect(filesBelow(join(folder, 'dist'))).toContain('prod/shop/web-deployment.yaml');
    expect(filesBelow(join(folder, 'environments/.schema'))).toContain('environment.json');
    const before = textOf('package.json', folder);
    await run('npx', ['--no-install', 'towpath', 'init', 'shop'], folder);
    expect(textOf('package.json', folder)).toBe(before);
    made.push(folder);
    if ('package.json' in files) expect(JSON.parse(before ?? '')).toMatchObject({ name: 'mine', scripts: own.scripts });
    if ('tsconfig.json' in files) expect(textOf('tsconfig.json', folder)).toBe(files['tsconfig.json']);
  });

  test('makes a workspace in which the test of the guide runs with jest', async () => {
    const [folder] = made as [string];
    writeFileSync(join(folder, 'environments/tst.yaml'), shown('yaml', '# environments/tst.yaml', 'docs/guide.md'));
    await runTests(folder, shown('ts test', "'../apps/shop'", 'docs/guide.md'));
  });

  test('the test of README runs with jest in the workspace of README', async () => {
    const code = shown('ts test', 'Pssp').split('\n');
    const isImport = (line: string) => line.startsWith('import ');
    const [imports, rest] = [code.filter(isImport), code.filter((line) => !isImport(line))];
    await runTests(join(project, 'cjs'), [...imports, "test('README', () => {", ...rest, '});'].join('\n'));
  });

  /** The commands as a user types them, with the tarball and tested versions in the place of names. */
  function installCalls(): string[][] {
    const { dependencies } = projectManifest('') as { dependencies: Record<string, string> };
    const versions = new Map([
      ['towpath', `file:${tarball}`],
      ...['cdk8s', 'constructs'].map((name) => [name, `${name}@${dependencies[name]}`] as const),
    ]);
    const lines = shown('sh', 'npm install towpath')
      .split('\n')
      .map((line) => line.replace(/#.*/, '').trim());
    return lines.filter(Boolean).map((line) => {
      const words = line.split(/\s+/);
      if (words[0] !== 'npm' || words[1] !== 'install') return words;
      return [
        'npm',
        'install',
        '--prefer-offline',
        '--no-audit',
        '--no-fund',
        ...words.slice(2).map((one) => versions.get(one) ?? one),
      ];
    });
  }
});

/** The project's package.json. Versions are those that we are tested with, so that the tests depend on no new release. */
function projectManifest(filename: string): object {
  const locked = JSON.parse(textOf('package-lock.json') ?? '').packages;
  const exact = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, locked[`node_modules/${name}`].version]));
  return {
    private: true,
    dependencies: {
      towpath: `file:${filename}`,
      ...exact(['cdk8s', 'constructs', 'typescript', '@types/node']),
    },
    overrides: { towpath: exact(Object.keys(manifest.dependencies)) },
  };
}

function writeWorkspace(folder: string, type: string): void {
  const files = { ...workspace, 'package.json': JSON.stringify({ private: true, type }) };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Runs a test with jest, set up as the guide says, with the packages of this repository. */
async function runTests(folder: string, code: string): Promise<void> {
  const edit = (file: string, change: (data: Record<string, Record<string, unknown>>) => void) => {
    const data = JSON.parse(textOf(file, folder) ?? '{}');
    change(data);
    writeFileSync(join(folder, file), JSON.stringify(data));
  };
  edit('package.json', (data) => {
    data.jest = { preset: 'ts-jest' };
  });
  edit('tsconfig.json', (data) => {
    data.compilerOptions = { ...data.compilerOptions, esModuleInterop: true, types: ['node', 'jest'] };
  });
  for (const name of ['jest', 'ts-jest', '@types/jest', 'typescript', '@types/node']) {
    const place = join(folder, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    if (!existsSync(place)) symlinkSync(join(root, 'node_modules', name), place);
  }
  mkdirSync(join(folder, 'test'), { recursive: true });
  writeFileSync(join(folder, 'test/shown.test.ts'), code);
  await run(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), '--rootDir', folder], folder);
}

/** The piece of code in a document with these words in it. */
function shown(language: string, words: string, file = 'README.md'): string {
  const blocks = [...(textOf(file) ?? '').matchAll(/^```([\w ]+)\n(.*?)^```$/gms)];
  const text = blocks.find(([, found, code]) => found === language && code?.includes(words))?.[2];
  if (!text) throw new Error(`${file} shows no ${language} with \`${words}\``);
  return text;
}
