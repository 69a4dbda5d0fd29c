import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { withWrongShapes } from '../helpers/arbitrary/wrong-shapes';
import { outcomesOf, type Said } from '../helpers/calls';
import { towpath } from '../helpers/cli';
import { obeyed } from '../helpers/obeyed';
import { listing, shopFiles, tree, workspaceWith } from '../helpers/workspace';

// Some hundred calls for each file.
jest.setTimeout(300_000);

interface Input {
  /** A value that is accepted as the content of the file. */
  readonly valid: unknown;
  /** The commands that read it. Only the last one may write. */
  readonly commands: readonly (readonly string[])[];
  /** Files beside those of the shop. */
  readonly files?: Readonly<Record<string, string>>;
}

const output = 'dist/.towpath/dev/shop.json';
const things = {
  ...{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'things.a.b' } },
  spec: {
    ...{ group: 'a.b', scope: 'Namespaced', names: { kind: 'Thing', plural: 'things', singular: 'thing' } },
    versions: [
      {
        ...{ name: 'v1', served: true, storage: true },
        schema: {
          openAPIV3Schema: {
            ...{ type: 'object', required: ['spec'] },
            properties: {
              spec: { type: 'object', properties: { size: { type: 'integer', minimum: 1, enum: [1] } } },
              text: { type: 'string', pattern: 'a', maxLength: 3 },
            },
          },
        },
      },
    ],
  },
};

/** Files that towpath reads. */
const inputs: Readonly<Record<string, Input>> = {
  [output]: { valid: undefined, commands: [['synth', '--check'], ['synth']] },
  'dist/.towpath/.journal.json': {
    valid: { 'dev/shop/old.yaml': ['a'.repeat(64)] },
    commands: [['synth', '--check'], ['synth']],
  },
  'towpath.yaml': {
    valid: {
      ...{ workspace: 'shop', layout: 'object', crds: 'crds', source: '.', allowFields: ['Deployment.spec.newField'] },
      ...{ allowSecrets: ['login'], shareObjects: ['ClusterRole/reader'], rollback: { verify: 'possible' } },
      targets: { yaml: {} },
    },
    commands: [['validate'], ['flows'], ['synth']],
    files: { 'crds/a.yaml': '' },
  },
  'package.json': {
    valid: {
      ...{ name: 'shop', version: '1.0.0', type: 'commonjs', main: 'a.js', exports: { '.': './a.js' } },
      ...{ scripts: { synth: 'towpath synth' }, dependencies: { towpath: '1' }, devDependencies: { typescript: '6' } },
      imports: { '#a': './a.js' },
    },
    commands: [['validate'], ['init']],
  },
  'tsconfig.json': {
    valid: {
      extends: ['./base.json'],
      compilerOptions: { paths: { '@/*': ['./*'] }, baseUrl: '.', target: 'es2022', useDefineForClassFields: true },
    },
    commands: [['validate']],
    files: { 'base.json': '{}' },
  },
  'base.json': {
    valid: { compilerOptions: { paths: { '@/*': ['./*'] }, target: 'es2022' } },
    commands: [['validate']],
    files: { 'tsconfig.json': '{ "extends": "./base.json" }' },
  },
  'environments/dev.yaml': {
    valid: {
      ...{ namespace: 'shop-dev', cluster: { context: 'a' }, registry: { mirrors: { a: 'b' } } },
      ...{ gates: { soak: '1h' }, defaults: { replicas: 1 } },
      apps: { shop: { tag: 'v1', images: { api: { tag: 'v2' } }, flows: { api: { env: { A: 'a' } } } } },
    },
    commands: [
      ['validate'],
      ['explain', '-e', 'dev', 'shop.api'],
      ['schema', '--check'],
      ['pin', '-e', 'dev', 'shop=v3'],
    ],
  },
  'environments/.schema/environment.json': {
    valid: { $comment: 'x', properties: { apps: { properties: { shop: { properties: { flows: {} } } } } } },
    commands: [['validate'], ['complete', '--', 'pin', '-e', 'dev', 'shop'], ['schema']],
  },
  'crds/things.yaml': { valid: things, commands: [['validate'], ['synth']] },
};

let written: Record<string, string>;
beforeAll(async () => {
  const root = workspaceWith(shopFiles);
  await towpath(root, ['synth']);
  written = Object.fromEntries(Object.entries(tree(join(root, 'dist'))).map(([path, text]) => [`dist/${path}`, text]));
});

test.each(Object.keys(inputs))(
  'a value of a wrong shape in %s is one error with a code, or none, and then nothing is written',
  async (file) => {
    const { valid = JSON.parse(written[output] ?? ''), commands, files } = inputs[file] as Input;
    const chosen = fc.sample(fc.constantFrom(...withWrongShapes(valid, 2)), 30);
    const cases = chosen.map(({ text, ...about }) => {
      const folder = workspaceWith({ ...(file.startsWith('dist/') && written), ...shopFiles, ...files });
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
      return { ...about, folder, before: state(folder) };
    });
    const outcomes = await outcomesOf(cases.flatMap(({ folder }) => commands.map((args) => ({ folder, args }))));
    const found = cases.flatMap(({ place, shape, folder, before }, index) => {
      const said = outcomes.slice(index * commands.length, (index + 1) * commands.length);
      const problems = said.flatMap((one, at) =>
        problemsOf(one, file).map((problem) => `${commands[at]?.[0]}: ${problem}`),
      );
      const hasFailed = said.every(({ code }) => code !== 0);
      const isChanged = hasFailed && String(state(folder)) !== String(before);
      return [...problems, ...(isChanged ? ['files were written'] : [])].map((one) => `${place} as ${shape}: ${one}`);
    });
    expect(found).toEqual([]);
  },
);

/** Every entry with the time of its last change, except the folder in which a synthesis makes its lock. */
const state = (folder: string) => listing(folder).filter((entry) => !entry.startsWith('dist/.towpath '));

/** What is wrong with how a command answered a value of a wrong shape in a file. */
function problemsOf({ code, stdout, stderr }: Said, file: string): string[] {
  const errors = stderr.split('\n').filter((line) => line.startsWith('error '));
  return [
    ...[stdout, stderr].flatMap((text) => obeyed(text)),
    ...((code ?? 0) > 1 && errors.length !== 1 ? [`${errors.length} errors: ${stderr.slice(0, 800)}`] : []),
    ...((code ?? 0) > 1 && !stderr.includes(file === 'base.json' ? 'tsconfig.json' : file)
      ? [`not in the file: ${stderr.slice(0, 300)}`]
      : []),
    ...(/Invalid (?:string|input)|ZodError|undefined|\bNaN|\[object/.test(stderr)
      ? [`internal: ${stderr.slice(0, 300)}`]
      : []),
  ];
}
