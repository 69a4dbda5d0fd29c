import { join } from 'node:path';
import { init } from '../../src/actions/init/init';
import { pin } from '../../src/actions/pin/pin';
import { synth } from '../../src/actions/synth/synth';
import type { Issue, TowpathError } from '../../src/diagnostics';
import { makeUnreadable, unreadable } from '../helpers/unreadable';
import { listing, shopFiles, workspaceWith } from '../helpers/workspace';

const inputs = [
  'environments/dev.yaml',
  'environments/_base.yaml',
  'environments/dev/shop.yaml',
  'towpath.yaml',
  'package.json',
  'apps/shop.ts',
  'crds/things.yaml',
];

/** The problems that an action reports. */
async function problemsOf(act: () => unknown): Promise<readonly Issue[]> {
  try {
    await act();
    return [];
  } catch (error) {
    return (error as TowpathError).issues;
  }
}

/** Every entry with the time of its last change, except the folder in which a synthesis makes its lock. */
const state = (root: string) => listing(root).filter((entry) => !entry.startsWith('dist/.towpath '));

const reported = (file: string) =>
  expect.objectContaining({
    // A link out of the workspace is not followed, whatever it points to.
    code: expect.stringMatching(/^(file-unreadable|path-outside-workspace)$/),
    message: expect.stringContaining(`\`${file}\``),
  });

test.each(inputs)(
  'a pipe, or a text that is not UTF-8, in the place of %s is reported, and nothing is written',
  async (file) => {
    const root = workspaceWith(shopFiles);
    await synth({ root });
    for (const how of ['a pipe', 'a file that is not UTF-8']) {
      makeUnreadable(join(root, file), how);
      const before = state(root);
      expect([how, await problemsOf(() => synth({ root }))]).toEqual([how, expect.arrayContaining([reported(file)])]);
      expect([how, state(root)]).toEqual([how, before]);
    }
  },
);

test.each(unreadable)('pin reports %s in the place of an environment, and leaves it as it is', async (how) => {
  const root = workspaceWith(shopFiles);
  const file = 'environments/dev.yaml';
  makeUnreadable(join(root, file), how);
  const before = state(root);
  expect(await problemsOf(() => pin({ root, environment: 'dev', pins: ['shop=v2'] }))).toContainEqual(reported(file));
  expect(state(root)).toEqual(before);
});

test('the line of the first byte that is not UTF-8 is reported', async () => {
  const root = workspaceWith({ 'a.txt': '' });
  makeUnreadable(join(root, 'environments/dev.yaml'), 'a file that is not UTF-8');
  const [issue] = await problemsOf(() => synth({ root }));
  expect(issue?.location).toEqual({ file: 'environments/dev.yaml', line: 1 });
});

test('init leaves a package.json that it cannot read as it is', async () => {
  const root = workspaceWith({});
  makeUnreadable(join(root, 'package.json'), 'a file that is not UTF-8');
  const before = state(root);
  expect(await problemsOf(() => init({ root }))).toMatchObject([{ code: 'file-unreadable' }]);
  expect(state(root)).toEqual(before);
});

test('an output file that is not UTF-8 any more was edited', async () => {
  const root = workspaceWith(shopFiles);
  await synth({ root });
  makeUnreadable(join(root, 'dist/dev/shop/api-service.yaml'), 'a file that is not UTF-8');
  expect(await problemsOf(() => synth({ root }))).toMatchObject([{ code: 'file-edited' }]);
  await expect(synth({ root, force: true })).resolves.toMatchObject({ written: ['dev/shop/api-service.yaml'] });
});

test.each([
  'environments/staging.json',
  'environments/staging.YAML',
  'environments/staging.toml',
  'environments/staging',
  'environments/dev/shop.json',
  'environments/dev/team/shop.yaml',
  'apps/web.tsx',
  'apps/web.TS',
])('%s is reported, because nothing would be read from it', async (file) => {
  const root = workspaceWith({ ...shopFiles, [file]: '' });
  const before = state(root);
  expect(await problemsOf(() => synth({ root }))).toMatchObject([{ code: 'file-ignored', location: { file } }]);
  expect(state(root)).toEqual(before);
});

test.each(['environments/README.md', 'environments/old.yaml.bak', 'apps/web.test.tsx', 'apps/_web.tsx'])(
  '%s is left alone',
  async (file) => {
    await expect(synth({ root: workspaceWith({ ...shopFiles, [file]: '' }) })).resolves.toBeDefined();
  },
);

test('aliases that multiply each other are refused in a CustomResourceDefinition', async () => {
  const levels = [...'abcdefghi'].map(
    (name, at, all) => `${name}: &${name} [${Array(9).fill(at ? `*${all[at - 1]}` : 'x')}]`,
  );
  const object = `import { ApiObject } from 'cdk8s';${shopFiles['apps/shop.ts'].replace(
    'super(scope, id, props);',
    "super(scope, id, props); new ApiObject(this, 't', { apiVersion: 'example.com/v1', kind: 'Thing' });",
  )}`;
  const root = workspaceWith({
    ...shopFiles,
    'apps/shop.ts': object,
    'crds/things.yaml': `${levels.join('\n')}\ngroup: example.com\nkind: Thing\n`,
  });
  expect(await problemsOf(() => synth({ root }))).toContainEqual(expect.objectContaining({ code: 'crd-invalid' }));
});
