import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { declaredHolds } from '../../src/actions/hold/declared-holds';
import { plannedLifts } from '../../src/actions/hold/lifted';
import { declareHolds } from '../../src/actions/hold/write-holds';
import { editEnvironment } from '../../src/actions/pin/edited-files';
import { readEnvironments } from '../../src/environments/folder';
import { placedHolds } from '../../src/holds/placed-hold';
import { folderWith } from '../helpers/files';
import { shopIn } from './promote/shop';

const entry = { why: 'loses orders', by: 'ada', at: '2026-11-28T09:30:00Z' };
const hold = (version: string) => ({ application: 'shop', image: 'web', version, ...entry });
const line = (version: string) => `${version}: { why: loses orders, by: ada, at: "2026-11-28T09:30:00Z" }`;

function environmentIn(root: string, name = 'prod') {
  const found = readEnvironments(root).environments.find((one) => one.name === name);
  if (!found) throw new Error(`there is no environment ${name}`);
  return found;
}

const held = (root: string) => declaredHolds(environmentIn(root)).map(({ version }) => version);

const folderText = (root: string, file: string) => readFileSync(join(root, file), 'utf8');

/** Lifts the holds of these versions. */
async function lift(root: string, ...versions: readonly string[]) {
  const environment = environmentIn(root);
  const holds = placedHolds([], declaredHolds(environment)).filter(({ version }) => versions.includes(version));
  const { edits, warnings } = plannedLifts(root, environment, holds);
  return { changes: await editEnvironment(root, environment, edits, 'hold'), warnings };
}

test('a hold is written beside the pin, also into the file of a team, and lifting it restores each byte', async () => {
  for (const [file, text] of [
    ['environments/prod.yaml', '# Prod.\napps:\n  shop:\n    tag: v1   # the version\n'],
    ['environments/prod/shop.yaml', 'tag: v1   # the version\n'],
  ] as const) {
    const root = folderWith({ 'environments/prod.yaml': '# Prod.\n', [file]: text });
    await declareHolds(root, environmentIn(root), [hold('v2'), hold('1.10')]);
    expect(held(root)).toEqual(['v2', '1.10']);
    await lift(root, 'v2');
    expect(held(root)).toEqual(['1.10']);
    const { changes } = await lift(root, '1.10');
    expect(changes.map((change) => change.file)).toEqual([file]);
    expect(folderText(root, file)).toBe(text);
  }
});

test('a hold of a file that another one extends is not lifted there, and a warning names the file', async () => {
  const root = folderWith({
    'environments/_base.yaml': `apps: { shop: { holds: { web: { ${line('v2')} } } } }\n`,
    'environments/prod.yaml': `extends: _base\napps: { shop: { holds: { web: { ${line('v3')} } } } }\n`,
  });
  const { warnings } = await lift(root, 'v2', 'v3');
  expect(warnings).toMatchObject([
    { code: 'version-held', message: expect.stringContaining('environments/_base.yaml'), severity: 'warning' },
  ]);
  expect(held(root)).toEqual(['v2']);
});

test('an entry that lifts an inherited hold stays when another hold is lifted', async () => {
  const root = folderWith({
    'environments/_base.yaml': `apps: { shop: { holds: { web: { ${line('v2')} } } } }\n`,
    'environments/prod.yaml': `extends: _base\napps: { shop: { holds: { web: { v2: null, ${line('v3')} } } } }\n`,
  });
  expect(held(root)).toEqual(['v3']);
  await lift(root, 'v3');
  expect(held(root)).toEqual([]);
});

test('a file that cannot be edited stays as it is, and a warning says so', async () => {
  const root = folderWith({ 'environments/prod.yaml': 'apps: { shop: { tag: v1 } }\n' });
  const environment = environmentIn(root);
  writeFileSync(join(root, 'environments/prod.yaml'), 'apps: text\n');
  const { changes, warnings } = await declareHolds(root, environment, [hold('v2')]);
  expect(changes).toEqual([]);
  expect(warnings.map(({ code }) => code)).toEqual(['hold-not-written']);
  expect(folderText(root, 'environments/prod.yaml')).toBe('apps: text\n');
});

test('hostile holds in a file are errors at their lines', () => {
  const long = 'x'.repeat(100_000);
  const root = folderWith({
    'environments/prod.yaml': [
      'apps:',
      '  shop:',
      '    holds:',
      '      web:',
      '        "v 2": { why: a, by: b, at: "2026-11-28T09:30:00Z" }',
      '        v3: { why: "a\\e[31mb", by: b, at: "2026-11-28T09:30:00Z" }',
      `        v4: { why: ${long}, by: b, at: "2026-11-28T09:30:00Z" }`,
      '        v5: { why: "a\\nb", by: b, at: yesterday }',
      '        v6: text',
      '',
    ].join('\n'),
  });
  const { issues } = readEnvironments(root);
  const lines = [...new Set(issues.map(({ location }) => location?.line))];
  expect(lines.sort()).toEqual([5, 6, 7, 8, 9]);
  for (const { message } of issues) expect(message.length).toBeLessThan(1000);
});

test('a promotion to a held version is refused at the line of the hold, also without a cluster', async () => {
  const shop = await shopIn({
    hasGit: false,
    files: {
      'environments/prod.yaml': `promotesFrom: [tst]\nnamespace: shop-prod\napps:\n  shop:\n    tag: v1.0.0\n    holds:\n      web:\n        ${line('v2.0.0')}\n`,
    },
  });
  const before = parse(shop.read('environments/prod.yaml'));
  await expect(shop.promote()).rejects.toMatchObject({
    issues: [
      {
        code: 'version-held',
        message: expect.stringContaining('`shop/admin`, `shop/migrate`, `shop/web` would get v2.0.0'),
        location: { file: 'environments/prod.yaml', line: 8 },
      },
    ],
  });
  expect(parse(shop.read('environments/prod.yaml'))).toEqual(before);
  expect((await shop.promote({ flows: ['shop/wrk'] })).isDone).toBe(true);
});
