import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceFlow, synth, type Target, WorkerFlow } from 'towpath';
import { conformanceViolations } from 'towpath/testing';
import { z } from 'zod';
import { build } from '../../src/actions/synth/build';
import { checkSynth } from '../../src/actions/synth/synth';
import { KeptAssemblies } from '../../src/assembly/kept-assemblies';
import type { Unit } from '../../src/targets/target';
import { define, thrownIssues } from '../helpers/define';
import { folderWith } from '../helpers/files';
import { failureAt } from '../helpers/outcome';
import { tree } from '../helpers/workspace';

const folders: Readonly<Record<Unit, (application: string, environment: string) => string>> = {
  'application in an environment': (_, environment) => environment,
  application: (application) => application,
  environment: (_, environment) => environment,
  workspace: () => 'workspace',
};

/** A target that is not built in. It lists the flows that run, in one file for each unit. */
function inventory(unit: Unit): Target {
  return {
    name: 'inventory',
    description: 'a list of flows',
    unit,
    reads: 'model',
    load: async () => ({
      options: z.strictObject({ title: z.string().optional() }),
      losses: [],
      write: ({ applications, options }) => {
        const lines = applications.flatMap(({ application, environment, model }) =>
          model.flows.map(({ id, spec }) => `${environment.name} ${application} ${id} ${JSON.stringify(spec)}\n`),
        );
        const [first] = applications;
        if (!first) return { files: [] };
        const folder = folders[unit](first.application, first.environment.name);
        const name = unit === 'application in an environment' ? `${first.application}.txt` : 'flows.txt';
        const title = options.title ? `# ${options.title}\n` : '';
        return { files: [{ path: `${folder}/${name}`, text: `${title}${lines.join('')}`, objects: [] }] };
      },
    }),
  };
}

const shop = define((app) => {
  new ServiceFlow(app, 'api', { image: 'a:1', user: 1, port: 80 });
});
const blog = define((app) => {
  new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1 });
});
const applications = { shop, blog };
const workspace = (more: Readonly<Record<string, string>> = {}) =>
  folderWith({
    'environments/dev.yaml': 'namespace: dev\n',
    'environments/prod.yaml': 'namespace: prod\npromotesFrom: [dev]\n',
    ...more,
  });

test.each<[Unit, string[]]>([
  ['application in an environment', ['dev/blog.txt', 'dev/shop.txt', 'prod/blog.txt', 'prod/shop.txt']],
  ['application', ['blog/flows.txt', 'shop/flows.txt']],
  ['environment', ['dev/flows.txt', 'prod/flows.txt']],
  ['workspace', ['workspace/flows.txt']],
])('a target with a unit for each %s writes its files and an index, and removes old files', async (unit, files) => {
  const root = workspace();
  const targets = [inventory(unit)];
  const first = await synth({ root, applications, targets });
  expect(first.files).toEqual(files.map((file) => `inventory/${file}`));
  const inTree = () => Object.keys(tree(join(root, 'dist/inventory'))).filter((path) => !path.startsWith('.'));
  expect(inTree()).toEqual(files);
  expect(await synth({ root, applications, targets })).toMatchObject({ written: [], removed: [] });
  await synth({ root, applications: { shop }, targets });
  expect(inTree()).toEqual(files.filter((file) => !file.includes('blog')));
});

test("targets do not remove each other's files", async () => {
  const root = workspace();
  await synth({ root, applications, targets: ['yaml', 'compose', inventory('workspace')] });
  const all = Object.keys(tree(join(root, 'dist')));
  expect(await synth({ root, applications, targets: ['yaml'] })).toMatchObject({ written: [], removed: [] });
  expect(await synth({ root, applications, targets: [inventory('workspace')] })).toMatchObject({ removed: [] });
  expect(Object.keys(tree(join(root, 'dist')))).toEqual(all);
});

test('a target whose files contain all environments cannot write a single environment', async () => {
  const options = { root: workspace(), applications, environments: ['dev'] };
  expect(await failureAt(() => synth({ ...options, targets: [inventory('application')] }))).toEqual([
    'target-spans-environments',
  ]);
  expect((await synth({ ...options, targets: [inventory('environment')] })).files).toEqual(['inventory/dev/flows.txt']);
});

test('an error of one target stops all targets', async () => {
  const taken = 'apps: { shop: { flows: { api: { expose: nodePort, nodePort: 30080, replicas: 2 } } } }\n';
  const root = workspace({ 'environments/dev.yaml': taken });
  expect(await failureAt(() => synth({ root, applications, targets: ['yaml', 'compose'] }))).toContain(
    'host-port-taken',
  );
  expect(Object.keys(tree(root)).filter((path) => path.startsWith('dist/'))).toEqual([]);
});

test('towpath.yaml lists targets with their options, and the check reports outdated files', async () => {
  const root = workspace({ 'towpath.yaml': 'targets:\n  yaml:\n  inventory: { title: Flows }\n' });
  const options = { root, applications, targets: ['yaml', inventory('workspace')] };
  await synth(options);
  expect(readFileSync(join(root, 'dist/inventory/workspace/flows.txt'), 'utf8')).toMatch(/^# Flows\n/);
  expect(await checkSynth(options)).toMatchObject({ written: [], removed: [] });
  expect((await checkSynth({ ...options, applications: { shop } })).removed).toContain('dev/blog/wrk-deployment.yaml');
});

test('wrong options, unknown targets and environments with the name of a target are reported at their lines', async () => {
  const root = workspace({
    'towpath.yaml': 'targets:\n  inventory: { titel: x }\n  compos: {}\n  compose: { accept: [placment] }\n',
    'environments/compose.yaml': 'namespace: x\npromotesFrom: [dev]\n',
  });
  const targets = ['compose', inventory('workspace')];
  const issues = await synth({ root, applications, targets }).then(
    () => [],
    (error) =>
      thrownIssues(() => {
        throw error;
      }),
  );
  expect(
    issues.map(({ code, path, location }) => `${code} ${path} ${location?.file}:${location?.line}`).sort(),
  ).toEqual([
    'invalid-name compose environments/compose.yaml:1',
    'invalid-value targets.compose.accept.0 towpath.yaml:4',
    'unknown-key targets.inventory.titel towpath.yaml:2',
    'unknown-target targets.compos towpath.yaml:3',
  ]);
});

test('a target that towpath.yaml does not list gets the defaults of its options, which are checked', async () => {
  const seen: unknown[] = [];
  const withOptions = (options: z.ZodObject): Target => ({
    ...inventory('workspace'),
    load: async () => ({
      options,
      write: (input) => {
        seen.push(input.options);
        return { files: [] };
      },
    }),
  });
  const root = workspace();
  const run = (options: z.ZodObject) => synth({ root, applications, targets: [withOptions(options)] });
  await run(z.strictObject({ tone: z.string().default('low') }));
  expect(seen).toEqual([{ tone: 'low' }]);
  expect(await failureAt(() => run(z.strictObject({ port: z.number() })))).toEqual(['missing-value towpath.yaml']);
});

test.each([
  ['dev/shop', 'a folder of another target'],
  ['.towpath', 'the folder of the index'],
  ['', 'the output folder'],
  ['yaml', 'the name of another target'],
])('a target cannot have the name %p: %s', async (name) => {
  const targets = [{ ...inventory('workspace'), name }];
  expect(await failureAt(() => synth({ root: workspace(), applications, targets }))).toEqual(['invalid-name']);
});

test('a wrong override of an object stops only the targets that write objects', async () => {
  const wrong = define((app) => {
    new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1, overrides: { service: { spec: {} } } });
  });
  const options = { root: workspace({ 'towpath.yaml': 'targets: { compose: { accept: [overrides] } }\n' }) };
  expect(await failureAt(() => synth({ ...options, applications: { wrong }, targets: ['yaml'] }))).toEqual([
    expect.stringContaining('unknown-object'),
  ]);
  expect((await synth({ ...options, applications: { wrong } })).files).toEqual([
    'compose/dev/wrong/compose.yaml',
    'compose/prod/wrong/compose.yaml',
  ]);
});

test.each<Unit>(['application in an environment', 'application', 'environment', 'workspace'])(
  'the small target follows the rules that all targets follow: %s',
  async (unit) => {
    // The target ignores most properties, so all of them are excluded.
    expect(await conformanceViolations(inventory(unit), { changesNothing: () => true })).toEqual([]);
  },
);

test('plain YAML is kept for an assembly that is used again, but not if it cannot be written', async () => {
  const broken = define((app) => {
    new WorkerFlow(app, 'wrk', { image: 'a:1', user: 1, env: { A: '\ud800' } });
  });
  const root = workspace();
  const kept = { assemblies: new KeptAssemblies(), units: new WeakMap() };
  for (const _ of ['first', 'again']) {
    const { outputs } = await build({ root, applications, kept });
    const alone = await build({ root, applications });
    expect(outputs.map(({ units }) => units)).toEqual(alone.outputs.map(({ units }) => units));
    const failure = await failureAt(() => build({ root, applications: { broken }, kept }));
    expect(failure).toEqual(['not-writable']);
  }
});
