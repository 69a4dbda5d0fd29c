import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { holdEdits } from '../../src/actions/hold/write-holds';
import { init } from '../../src/actions/init/init';
import { lines } from '../../src/actions/init/workspace-files';
import { editEnvironment, pinYamlEdits } from '../../src/actions/pin/edited-files';
import { readEnvironments } from '../../src/environments/folder';
import { folderWith } from '../helpers/files';

/** What a text may look like around its content. */
const look = fc.record({
  bom: fc.boolean(),
  eol: fc.constantFrom('\n', '\r\n'),
  ends: fc.boolean(),
  mode: fc.constantFrom(0o600, 0o644, 0o755),
  isLink: fc.boolean(),
});
type Look = typeof look extends fc.Arbitrary<infer T> ? T : never;

/** A JSON value as its text, for an indentation. An empty unit means everything on one line. */
type Written = (indent: string, unit: string) => string;

const scalar = fc
  .constantFrom(
    '1e400',
    '12345678901234567890',
    '1.0',
    '-0',
    'true',
    'null',
    '"a\\/b"',
    '"\\u00e9"',
    '"é\\ud83d"',
    '""',
  )
  .map(
    (text): Written =>
      () =>
        text,
  );
const name = fc.constantFrom('name', 'scripts', 'dependencies', 'devDependencies', 'test', '10', '2', '__proto__', 'é');

function mapOf(value: fc.Arbitrary<Written>): fc.Arbitrary<Written> {
  return fc.array(fc.tuple(name, value), { maxLength: 4 }).map(
    (entries): Written =>
      (indent, unit) => {
        const pad = unit === '' ? '' : `\n${indent}${unit}`;
        const inner = entries.map(([key, value]) => `${pad}${JSON.stringify(key)}: ${value(indent + unit, unit)}`);
        return entries.length === 0 ? '{}' : `{${inner.join(unit === '' ? ', ' : ',')}${pad && `\n${indent}`}}`;
      },
  );
}

const listOf = (value: fc.Arbitrary<Written>) =>
  fc.array(value, { maxLength: 3 }).map(
    (items): Written =>
      (indent, unit) =>
        `[${items.map((item) => item(indent, unit)).join(', ')}]`,
  );
const value = fc.oneof(scalar, mapOf(scalar), listOf(scalar), mapOf(listOf(scalar)));
const lists = ['scripts', 'dependencies', 'devDependencies'];

/** A package.json in which keys may be there twice, and in which `init` finds maps where it needs them. */
const packageJson = fc
  .tuple(fc.array(fc.tuple(name, value, mapOf(scalar)), { maxLength: 6 }), fc.constantFrom('', '  ', '\t', '    '))
  .map(([entries, unit]) => {
    const whole = entries.map(([key, any, map]) => [key, lists.includes(key) ? map : any] as const);
    const pad = unit === '' ? '' : `\n${unit}`;
    const inner = whole.map(([key, value]) => `${pad}${JSON.stringify(key)}: ${value(unit, unit)}`);
    return `{${inner.join(',')}${pad && '\n'}}`;
  });

const ignored = fc
  .array(fc.constantFrom('lib/', '# comment', '', '  ', 'dist/', '*.log', 'é', '!keep', 'node_modules/'), {
    maxLength: 5,
  })
  .map((all) => all.join('\n'));

/** A file of an environment with what YAML allows around a pin. */
const environment = fc
  .tuple(
    fc.constantFrom('', '# first\n', '---\n'),
    fc.constantFrom('', ' # why', '\t# tab'),
    fc.constantFrom('', '# last', '\n'),
  )
  .map(
    ([top, beside, last]) =>
      `${top}namespace: shop-dev${beside}\ndefaults: { env: { A: "1", B: '2' } }\napps:\n  shop:${beside}\n    # above\n    flows: {}${beside}\n${last}`,
  );

/** The text as it stands in a file. */
function written(text: string, { bom, eol, ends }: Look): string {
  const body = text.replace(/\n+$/, '') + (ends ? '\n' : '');
  return `${bom ? '\uFEFF' : ''}${body.replaceAll('\n', eol)}`;
}

/** Gives a folder a file, or a link to it in another folder. */
function put(root: string, file: string, text: string, { mode, isLink }: Look): void {
  const path = join(root, file);
  writeFileSync(path, text);
  chmodSync(path, mode);
  if (!isLink) return;
  mkdirSync(join(root, 'kept'));
  renameSync(path, join(root, 'kept/original'));
  symlinkSync(join(root, 'kept/original'), path);
}

/** Whether the second text is the first one with more in it. */
function holds(longer: string, text: string): boolean {
  let at = 0;
  for (const character of longer) if (character === text.charAt(at)) at += 1;
  return at === text.length;
}

/** Expects that a file has all that it had, in its own form. */
function expectKept(root: string, file: string, before: string, { bom, eol, mode, isLink }: Look): string {
  const after = readFileSync(join(root, file), 'utf8');
  expect({ after, holds: holds(after, before) }).toEqual({ after, holds: true });
  expect(after.startsWith('\uFEFF')).toBe(bom);
  if (/\n/.test(before)) expect(after.replaceAll(eol, '')).not.toMatch(/[\r\n]/);
  expect(lstatSync(join(root, file)).isSymbolicLink()).toBe(isLink);
  expect(lstatSync(join(root, isLink ? 'kept/original' : file)).mode & 0o777).toBe(mode);
  return after;
}

const runs = { numRuns: 60 };

test('init adds to a package.json, and keeps everything else in it', () => {
  fc.assert(
    fc.property(packageJson, look, (content, look) => {
      const root = folderWith({});
      const before = written(content, look);
      put(root, 'package.json', before, look);
      init({ root, name: 'shop' });
      const after = expectKept(root, 'package.json', before, look);
      const [old, now] = [before, after].map((text) => JSON.parse(text.replace('\uFEFF', '')));
      for (const list of lists) {
        expect(now[list]).toMatchObject(old[list] ?? {});
        now[list] = old[list];
      }
      expect(JSON.parse(JSON.stringify(now))).toEqual(JSON.parse(JSON.stringify(old)));
      expect(after.endsWith('\n')).toBe(look.ends);
      expect(init({ root, name: 'shop' }).written).toEqual([]);
    }),
    runs,
  );
});

test.each(Object.entries(lines))('init adds lines to %s, and keeps everything else in it', (file, wanted) => {
  fc.assert(
    fc.property(ignored, look, (content, look) => {
      const root = folderWith({});
      const before = written(content, look);
      put(root, file, before, look);
      init({ root, name: 'shop' });
      const after = expectKept(root, file, before, look);
      expect(after.replace('\uFEFF', '').split(/\r?\n/)).toEqual(expect.arrayContaining([...wanted]));
      expect(init({ root, name: 'shop' }).written).toEqual([]);
    }),
    runs,
  );
});

const hold = {
  application: 'shop',
  image: 'api',
  version: 'v2',
  why: 'loses orders',
  by: 'ana',
  at: '2026-12-01T10:00:00Z',
};

test.each([
  ['a pin', pinYamlEdits([{ path: ['apps', 'shop'], tag: 'v2' }])],
  ['a hold', holdEdits([hold])],
])('%s is added to the file of an environment, and everything else in it is kept', async (_, edits) => {
  await fc.assert(
    fc.asyncProperty(environment, look, async (content, look) => {
      const root = folderWith({ 'environments/dev.yaml': '' });
      const before = written(content, look);
      put(root, 'environments/dev.yaml', before, look);
      await editEnvironment(root, readEnvironments(root).environments[0]!, edits, 'pin');
      expect(expectKept(root, 'environments/dev.yaml', before, look)).toContain('v2');
    }),
    runs,
  );
});
