import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ServiceFlow, TowpathError } from 'towpath';
import { desiredEnvironment } from '../../src/actions/deploy/desired-environment';
import { explain } from '../../src/actions/explain/explain';
import { findFlows } from '../../src/actions/flows/flows';
import { pin } from '../../src/actions/pin/pin';
import { rbac } from '../../src/actions/rbac/rbac';
import { synthToText } from '../../src/actions/synth/synth';
import { validate } from '../../src/actions/validate/validate';
import { environmentProperties } from '../../src/environments/properties';
import { definitionOf } from '../../src/model/coerce';
import { overlaySchema } from '../../src/model/compile';
import { workspaceSchema } from '../../src/workspace/workspace-file';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';

jest.setTimeout(300_000);

const shop = define((app) => {
  new ServiceFlow(app, 'api', { image: app.image('api', 'example/api'), user: 1000, port: 80 });
});
const names: Readonly<Record<string, string>> = { apps: 'shop', flows: 'api', images: 'api' };

/** Returns all paths at which a schema accepts a value, with one key for each map with free keys. */
function pathsOf(schema: unknown, path: readonly string[] = []): (readonly string[])[] {
  const { type, innerType, shape, valueType } = definitionOf(schema);
  if (type === 'optional' || type === 'nullable' || type === 'default') return pathsOf(innerType, path);
  const inner =
    type === 'record'
      ? [[names[path.at(-1) ?? ''] ?? 'a', valueType] as const]
      : Object.entries((shape ?? {}) as object);
  return [...(path.length > 0 ? [path] : []), ...inner.flatMap(([key, member]) => pathsOf(member, [...path, key]))];
}

const shapes = [
  'text',
  '',
  '1',
  '-1.5',
  'true',
  null,
  [],
  ['text'],
  [null],
  [[]],
  [{}],
  {},
  { a: 'text' },
  { a: null },
  { a: [] },
];

/** The text of a file that holds a value at a path. */
function fileWith(path: readonly string[], value: unknown): string {
  return JSON.stringify(path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value));
}

async function refusedOrDone(root: string): Promise<void> {
  const options = { root, applications: { shop }, environment: 'tst' };
  const actions = [
    validate(options),
    findFlows(options),
    explain({ ...options, path: 'shop.api' }),
    explain({ ...options, path: 'promotesFrom' }),
    pin({ ...options, pins: ['shop=v2'] }),
    rbac(options),
    synthToText(options),
    desiredEnvironment(options),
  ];
  for (const outcome of await Promise.allSettled(actions)) {
    if (outcome.status === 'rejected' && !TowpathError.is(outcome.reason)) throw outcome.reason;
  }
}

const environments = { 'environments/dev.yaml': 'apps: { shop: { tag: v1 } }\n' };

test.each([
  ['an environment’s file', 'environments/tst.yaml', overlaySchema(environmentProperties)],
  ['towpath.yaml', 'towpath.yaml', workspaceSchema],
] as const)('a value of the wrong shape in %s stops no command', async (_, file, schema) => {
  const paths = pathsOf(schema);
  const anywhere = fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...shapes)).map((one) => fileWith(...one));
  // Try all shapes for top-level values, and some shapes for nested values.
  const atTop = paths
    .filter(({ length }) => length === 1)
    .flatMap((path) => shapes.map((value) => [fileWith(path, value)]));
  await fc.assert(
    fc.asyncProperty(anywhere, async (text) => {
      await refusedOrDone(
        folderWith({ ...environments, 'environments/tst.yaml': 'promotesFrom: [dev]\n', [file]: text }),
      );
    }),
    { numRuns: atTop.length + 80, examples: atTop as [string][] },
  );
});

test('a wrong shape is reported once, with its line, and not as something else', async () => {
  const root = folderWith(environments);
  writeFileSync(
    join(root, 'environments/tst.yaml'),
    '\npromotesFrom: dev\nnamespace: tst\napps: { shop: { tag: v1 } }\n',
  );
  const { issues } = await validate({ root, applications: { shop } });
  expect(issues).toEqual([
    expect.objectContaining({
      code: 'invalid-value',
      path: 'promotesFrom',
      location: { file: 'environments/tst.yaml', line: 2, column: 1 },
    }),
  ]);
});

test('a wrong shape next to invalid YAML makes no command crash', async () => {
  const root = folderWith({ ...environments, 'environments/tst.yaml': 'promotesFrom: dev\na: 1\na: 2\n' });
  await refusedOrDone(root);
});
