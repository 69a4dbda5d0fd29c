import { JsonFile, javascript, typescript, YamlFile } from 'projen';

/**
 * Subpath exports of the package, in one place: package.json, the TypeScript paths
 * and jest's module map are all derived from it.
 */
const entries: Record<string, string> = {
  '.': 'index',
  './actions': 'actions/index',
  './plus': 'plus/index',
  './pulumi': 'targets/pulumi/index',
  './testing': 'testing/index',
};

/** Written by `npm run generate`; a test compares them with their source. */
const generated = ['src/model/flow-types.ts', 'src/environments/environment-types.ts'];

/** Folders of tests that `npm test` leaves to a task of their own, because they take minutes or need other programs. */
const suites = [
  'test/cluster',
  'test/compose',
  'test/package',
  'test/portal',
  'test/processes',
  'test/pulumi',
  'test/schema',
  'test/tools',
  'test/verdicts',
];
/** Those of them that find or start a program before their first test, in `setup.ts`. */
const suitesWithPrograms = ['test/cluster', 'test/compose', 'test/portal', 'test/pulumi'];
/** Those of them that stop a server after their last test, in `teardown.ts`. */
const suitesWithServer = ['test/cluster', 'test/pulumi'];

/** Where packages of many files begin, that tests load as one file each. */
const asOneFile = `(${[
  '@grpc/grpc-js/build/src/index',
  'ajv/dist/ajv',
  'cdk8s/lib/index',
  'cdk8s-plus-28/lib/index',
  'cdk8s-plus-34/lib/index',
  'fast-check/lib/cjs/fast-check',
  'undici/index',
  'yaml/dist/index',
].join('|')})\\.js`;

/** What only some users have beside towpath. Nothing that `import 'towpath'` loads may need them. */
const optionalPeers = ['cdk8s-plus-28@^2.5.0', '@pulumi/pulumi@^3.142.0', '@pulumi/kubernetes@^4.20.0'];

const project = new typescript.TypeScriptProject({
  name: 'towpath',
  description: "Tow an application's flows, lock by lock, from dev to prod: typed constructs, plain Kubernetes YAML.",
  keywords: ['kubernetes', 'cdk8s', 'deployment', 'promotion', 'release', 'manifests'],
  authorName: 'The Towpath authors',
  authorOrganization: true,
  license: 'Apache-2.0',
  copyrightOwner: 'The Towpath authors',
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.19.0',
  projenrcTs: true,
  sampleCode: false,
  // `dist/` is what `towpath synth` writes; the packed tarball goes elsewhere.
  artifactsDirectory: 'artifacts',
  entrypoint: 'lib/index.js',
  bin: { towpath: 'lib/cli/main.js' },

  release: false,
  buildWorkflow: false,
  depsUpgrade: false,
  pullRequestTemplate: false,
  githubOptions: { mergify: false, pullRequestLint: false },

  typescriptVersion: '~6.0.3',
  tsconfig: {
    compilerOptions: {
      target: 'ES2022',
      lib: ['es2023'],
      module: 'commonjs',
      moduleResolution: javascript.TypeScriptModuleResolution.BUNDLER,
      types: ['node'],
      strict: true,
      exactOptionalPropertyTypes: true,
      isolatedModules: true,
      inlineSourceMap: false,
      inlineSources: false,
      esModuleInterop: true,
      // Halves the time; a test compiles against the packed package without it, as a strict user would.
      skipLibCheck: true,
    },
  },
  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    include: ['src/**/*.ts', 'apps/**/*.ts', 'pulumi/**/*.ts', 'tools/**/*.ts', 'bench/**/*.ts'],
    compilerOptions: {
      noEmit: true,
      types: ['node', 'jest'],
      paths: Object.fromEntries(
        Object.entries(entries).map(([subpath, file]) => [subpath.replace('.', 'towpath'), [`./src/${file}.ts`]]),
      ),
    },
  },

  eslint: false,
  prettier: false,
  biome: true,
  biomeOptions: {
    version: '2.6.8',
    biomeConfig: {
      files: {
        includes: [
          'src/**',
          'apps/**',
          'pulumi/**',
          'test/**',
          'tools/**',
          'bench/**',
          'data/pulumi/**',
          '.projenrc.ts',
          '!**/*.snap',
          ...generated.map((file) => `!${file}`),
        ],
      },
      formatter: { lineWidth: 120, indentStyle: 'space' as never, indentWidth: 2 },
      javascript: { formatter: { quoteStyle: 'single' as never } },
      linter: {
        rules: {
          style: { noNonNullAssertion: 'off' as never },
          suspicious: { noConsole: 'error' as never },
        },
      },
    },
  },

  jestOptions: {
    jestVersion: '^30',
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    configFilePath: 'jest.config.json',
    jestConfig: {
      // By default jest leaves one core idle, and so uses a single one of two.
      maxWorkers: '100%',
      collectCoverage: false,
      // Many tests run the real command line; how long that takes is the machine's affair.
      testTimeout: 120_000,
      globalSetup: '<rootDir>/test/helpers/surroundings.ts',
      testEnvironment: '<rootDir>/test/helpers/environment.cjs',
      testSequencer: '<rootDir>/test/helpers/sequencer.cjs',
      testPathIgnorePatterns: [
        '/node_modules/',
        '<rootDir>/test/fixtures/',
        ...suites.map((folder) => `<rootDir>/${folder}/`),
      ],
      moduleNameMapper: {
        ...Object.fromEntries(
          Object.entries(entries).map(([subpath, file]) => [
            `^${subpath.replace('.', 'towpath')}$`,
            `<rootDir>/src/${file}.ts`,
          ]),
        ),
        // As in the bundle, zod has one language: fifty are a tenth of what most test files load.
        '^\\.\\./locales/index\\.cjs$': '<rootDir>/node_modules/zod/v4/locales/en.cjs',
        // What tests draw follows from one seed; only files that draw load fast-check.
        '^fast-check$': '<rootDir>/test/helpers/seed.ts',
        // Pulumi packs functions with the first and starts itself with the second. No test does, and they are two
        // thirds of what Pulumi loads.
        '^(@npmcli/arborist|\\./automation)$': '<rootDir>/test/helpers/nothing.cjs',
      },
    },
  },

  peerDeps: ['cdk8s@^2.70.0', 'constructs@^10.4.0', ...optionalPeers],
  peerDependencyOptions: { pinnedDevDependency: false },
  deps: [
    'jiti@^2.7.0', // loads apps/*.ts
    'undici@^7.30.2', // HTTP with pools and proxies; 8 needs Node 22
    'zod@^4.6.7', // the types of settings; the code is in the bundle
  ],
  devDeps: [
    // What the bundle contains, see tools/bundle.
    'croner@^11.0.1', // minutes of schedules
    'commander@^14.0.0', // the command line; 15 needs Node 22
    'diff@^9.0.0', // what changes, as text
    '@lezer/common@^1.5.2', // the trees of @lezer/python
    '@lezer/python@^1.1.19', // the grammar of Python, which finds flows in source
    'fastest-levenshtein@^1.0.16', // "did you mean"
    'ignore@^7.0.17', // .gitignore
    'picocolors@^1.1.1',
    're2js@^2.10.0', // patterns of custom kinds, as Kubernetes reads them
    'smol-toml@^1.9.1', // pyproject.toml
    'yaml@^2.9.1',
    // What builds and tests the package.
    '@arethetypeswrong/cli@^0.18.5',
    '@pulumi/kubernetes@~4.32.0', // as the provider that the tests run; another version warns of it
    '@pulumi/pulumi@~3.248.0', // 3.249 needs Node 22
    '@types/node@^20',
    'ajv@^8.20.0', // a second reader of the JSON Schema
    'cdk8s@^2.70.106',
    'cdk8s-cli@^2.207.60', // `cdk8s synth` writes the same bytes
    'cdk8s-plus-28@^2.5.6', // constructs that are not ours, in tests
    'cdk8s-plus-34@^2.0.54', // the same, in the newest version
    'constructs@^10.8.1',
    'esbuild@^0.28.2', // makes the bundle
    'fast-check@^4.10.2',
    'js-yaml@^5.5.0', // a reader of YAML 1.2 that is not ours
    'js-yaml-1.1@npm:js-yaml@3.14.1', // a reader of YAML 1.1
    'kubernetes-types@^1.30.0', // the fields of objects, so that a builder with a wrong one does not compile
    'publint@^0.3.25',
    'scslre@^0.3.0', // regular expressions whose time grows faster than the text
    'typescript-7@npm:typescript@~7.0.2', // the compiler; `typescript` is the library that tests, projen and ts-jest use
  ],
  // What Pulumi keeps of a stack belongs to whoever has the stack.
  gitignore: ['/build/', '/.towpath/', '*.tgz', '/artifacts/', '/Pulumi.*.yaml'],
});
// projen takes `dist/` for compiled code; ours is what `towpath synth` writes, and is committed.
project.gitignore.removePatterns('/dist/');
// A test checks the types with `tsc`. ts-jest, which only removes them here, takes twenty times as long for it.
if (project.jest) {
  project.jest.config.transform = {
    '^.+\\.ts$': '<rootDir>/test/helpers/transform.cjs',
    [`/node_modules/${asOneFile}$`]: '<rootDir>/test/helpers/one-file.cjs',
  };
  project.jest.config.transformIgnorePatterns = [`/node_modules/(?!${asOneFile}$)`];
}
// projen writes another one where node_modules is missing or linked; the file should not depend on that.
project.biome?.file.addOverride('$schema', 'node_modules/@biomejs/biome/configuration_schema.json');

project.package.addField('exports', {
  ...Object.fromEntries(
    Object.entries(entries).map(([subpath, file]) => [
      subpath,
      { types: `./lib/${file}.d.ts`, default: `./lib/${file}.js` },
    ]),
  ),
  './package.json': './package.json',
});
project.package.addField('type', 'commonjs');
project.package.addField('types', 'lib/index.d.ts');
// For compilers that do not read `exports`: "moduleResolution": "node10", as `cdk8s init` has it.
project.package.addField('typesVersions', {
  '*': Object.fromEntries(
    Object.entries(entries)
      .filter(([subpath]) => subpath !== '.')
      .map(([subpath, file]) => [subpath.replace('./', ''), [`lib/${file}.d.ts`]]),
  ),
});
project.package.addField(
  'peerDependenciesMeta',
  Object.fromEntries(optionalPeers.map((peer) => [peer.slice(0, peer.lastIndexOf('@')), { optional: true }])),
);
project.package.addField('files', ['lib', 'data', 'docs', 'apps/*.ts', 'LICENSE', 'CHANGELOG.md', 'CONTRIBUTING.md']);
// `dist/` and the examples are the repository's, not the package's; `files` above says what is packed.
project.tryRemoveFile('.npmignore');

// Build: the compiler writes declarations into `lib/` and code into `build/`, of which the bundle is made.
project.tsconfig?.file.addOverride('compilerOptions.outDir', 'build');
project.tsconfig?.file.addOverride('compilerOptions.declarationDir', 'lib');
project.tsconfig?.file.addOverride('compilerOptions.sourceMap', true);
// Two packages have a program `tsc`, so the compiler is named by its path.
const compile = 'node node_modules/typescript-7/bin/tsc --build';
const bundle = 'jiti tools/bundle/main.ts';
project.compileTask.reset(compile);
project.compileTask.exec(bundle);
project.watchTask.reset(`${compile} --watch`);
// `pulumi up` at the top takes what `npm ci` left, and an installation from git has nothing else that builds `lib/`.
// npm runs it, and names it in a warning about scripts, only for packages from git, a folder or a tarball of a file.
project.package.setScript('prepare', `${compile} && ${bundle}`);
project.addTask('synth', {
  description: 'Compile, then write dist/ from apps/ and environments/',
  steps: [{ spawn: 'compile' }, { exec: 'node lib/cli/main.js synth', receiveArgs: true }],
});

// `npm test` changes nothing: lint without fixing, tests with frozen snapshots. Types are checked by a test.
project.testTask.reset();
project.testTask.spawn(project.compileTask);
project.testTask.exec('biome ci --error-on-warnings --colors=off');
project.testTask.exec('jest --ci', { receiveArgs: true });
project.addTask('test:random', {
  description: 'The property tests with new seeds, until one fails: TOWPATH_ROUNDS says how many, TOWPATH_SEED which',
  steps: [{ exec: 'jiti tools/random-tests/main.ts', receiveArgs: true }],
});
project.addTask('test:cluster', {
  description: 'What a real API server says of our objects; builds one the first time, in minutes',
  steps: [{ exec: 'jest --ci --config test/cluster/jest.config.json', receiveArgs: true }],
});
project.addTask('test:pulumi', {
  description: 'What the real Pulumi does with our stacks, on a cluster of its own',
  steps: [{ spawn: 'compile' }, { exec: 'jest --ci --config test/pulumi/jest.config.json', receiveArgs: true }],
});
project.addTask('test:compose', {
  description: 'What the real Compose says of our files; fetches it the first time',
  steps: [{ exec: 'jest --ci --config test/compose/jest.config.json', receiveArgs: true }],
});
project.addTask('test:portal', {
  description: 'What the editor shows of a workspace, with the real SDK of its extension; installs it the first time',
  steps: [{ spawn: 'compile' }, { exec: 'jest --ci --config test/portal/jest.config.json', receiveArgs: true }],
});
project.addTask('test:package', {
  description: 'The package as others install it, compile against it and run it; installs packages',
  steps: [{ spawn: 'compile' }, { exec: 'jest --ci --config test/package/jest.config.json', receiveArgs: true }],
});
project.addTask('test:processes', {
  description: 'The command line as whole processes: terminals, folders, hostile files and servers',
  steps: [{ spawn: 'compile' }, { exec: 'jest --ci --config test/processes/jest.config.json', receiveArgs: true }],
});
project.addTask('test:schema', {
  description:
    'Every property of the schema, with values of every shape, through all targets; every field and value of objects',
  steps: [{ exec: 'jest --ci --config test/schema/jest.config.json', receiveArgs: true }],
});
project.addTask('test:verdicts', {
  description: 'The checks of values, compared with the committed verdicts of a real API server',
  steps: [{ exec: 'jest --ci --config test/verdicts/jest.config.json', receiveArgs: true }],
});
project.addTask('test:tools', {
  description: 'The tools that tests and CI use',
  steps: [{ exec: 'jest --ci --config test/tools/jest.config.json', receiveArgs: true }],
});
project.addTask('generate', {
  description: 'Write types, docs and schemas that derive from the source',
  steps: [{ exec: 'jiti tools/generate/main.ts' }, { spawn: 'compile' }, { exec: 'node lib/cli/main.js schema' }],
});
project.addTask('bench', {
  description: 'Whole processes beside their peers',
  steps: [{ spawn: 'compile' }, { exec: 'jiti bench/main.ts', receiveArgs: true }],
});
project.addTask('bench:cluster', {
  description: 'Verbs that ask a cluster, beside kubectl',
  steps: [{ spawn: 'compile' }, { exec: 'jiti bench/cluster.ts', receiveArgs: true }],
});
project.addTask('format', { description: 'Format and lint with fixes', exec: 'biome check --write' });

const { testPathIgnorePatterns: _, ...jestConfig } = project.jest?.config ?? {};
for (const folder of suites) {
  new JsonFile(project, `${folder}/jest.config.json`, {
    obj: {
      ...jestConfig,
      rootDir: '../..',
      testMatch: [`<rootDir>/${folder}/**/*.test.ts`],
      ...(suitesWithPrograms.includes(folder) && { globalSetup: `<rootDir>/${folder}/setup.ts` }),
      ...(suitesWithServer.includes(folder) && { globalTeardown: `<rootDir>/${folder}/teardown.ts` }),
    },
  });
}

new YamlFile(project, 'cdk8s.yaml', {
  obj: {
    language: 'typescript',
    app: 'npm run --silent synth',
    // cdk8s deletes this folder at each run, so it is not dist/: the same files are mirrored here.
    output: '.towpath/cdk8s',
  },
});

new YamlFile(project, '.github/workflows/ci.yml', {
  obj: {
    name: 'ci',
    on: { push: { branches: ['main'] }, pull_request: {} },
    permissions: { contents: 'read' },
    jobs: {
      ci: {
        'runs-on': 'ubuntu-latest',
        strategy: { matrix: { node: ['20.19', '22', '24'] } },
        steps: [
          { uses: 'actions/checkout@v5' },
          // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own syntax
          { uses: 'actions/setup-node@v5', with: { 'node-version': '${{ matrix.node }}' } },
          // The API server that some tests ask is built once, and kept as long as its versions stay.
          { uses: 'actions/setup-go@v6', with: { 'go-version': '1.26', cache: false } },
          {
            uses: 'actions/cache@v4',
            with: {
              path: '~/.cache/towpath-dev',
              // biome-ignore lint/suspicious/noTemplateCurlyInString: GitHub's own syntax
              key: "control-plane-${{ hashFiles('tools/control-plane/*.ts', 'tools/pulumi/*.ts') }}",
            },
          },
          // Its language host and its provider cannot be built as the rest is.
          { uses: 'pulumi/actions@v6' },
          { run: 'pulumi plugin install resource kubernetes 4.32.0' },
          // The applications of others, which tests compare with, lie beside the repository and not in it.
          { run: 'bash .ci/run', env: { TOWPATH_CI_WITHOUT: 'cases' } },
        ],
      },
    },
  },
});

project.synth();
