import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, WorkerFlow } from 'towpath';
import Pssp from '../../apps/pssp';
import { pin } from '../../src/actions/pin/pin';
import { parsePin } from '../../src/actions/pin/pin-request';
import { TowpathError } from '../../src/diagnostics';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';

const sha = `sha256:${'d'.repeat(64)}`;
const prod = `# prod, on campus
promotesFrom: [dev]
apps:
  pssp:
    tag: v0.2.9   # released on Monday
    images: { wrk: { tag: "1.10" } }

    flows:
      api: { replicas: 3 }   # three
`;

const workspace = (files: Record<string, string> = {}) =>
  folderWith({ 'environments/dev.yaml': '', 'environments/prod.yaml': prod, ...files });
const read = (root: string, file = 'environments/prod.yaml') => readFileSync(join(root, file), 'utf8');
const run = (root: string, ...pins: string[]) => pin({ root, environment: 'prod', pins, applications: { pssp: Pssp } });

async function codes(promise: Promise<unknown>): Promise<string[]> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason) => reason,
  );
  return TowpathError.is(error)
    ? error.issues.filter((i) => i.severity === 'error').map(({ code }) => code)
    : ['(none)'];
}

describe('pin', () => {
  it('changes the tag and keeps every other byte', async () => {
    const root = workspace();
    const { changes } = await run(root, 'pssp=v0.3.0');
    expect(read(root)).toBe(prod.replace('v0.2.9', 'v0.3.0'));
    expect(changes).toEqual([
      { file: 'environments/prod.yaml', path: 'apps.pssp.tag', before: 'v0.2.9', after: 'v0.3.0' },
    ]);
  });

  it('warns about a more specific pin that overrides the new one', async () => {
    const { warnings } = await run(workspace(), 'pssp=v0.3.0');
    expect(warnings.map(({ code, path }) => [code, path])).toEqual([['pin-shadowed', 'apps.pssp.images.wrk']]);
    expect((await run(workspace(), 'pssp=v0.3.0', 'pssp/wrk=v0.3.0')).warnings).toEqual([]);
  });

  it('pins one image, or one flow, and several at once', async () => {
    const root = workspace();
    await run(root, 'pssp/wrk=2.0', 'pssp/db=x'.replace('db', 'api'));
    expect(read(root)).toBe(
      prod
        .replace('"1.10"', '"2.0"')
        .replace('images: { wrk: { tag: "2.0" } }', 'images: { wrk: { tag: "2.0" }, api: { tag: x } }'),
    );
  });

  it('writes a tag that looks like a number as text', async () => {
    const root = workspace();
    await run(root, 'pssp=1.20');
    expect(read(root)).toContain('tag: "1.20"   # released');
  });

  it('sets a digest, and removes the tag of the old pin', async () => {
    const root = workspace();
    await run(root, `pssp=v1@${sha}`);
    expect(read(root)).toContain(`digest: ${sha}`);
    await run(root, 'pssp=v2');
    expect(read(root)).not.toContain('digest');
    await run(root, `pssp=${sha}`);
    expect(read(root)).not.toMatch(/^ {4}tag:/m);
  });

  it('changes nothing if the pin is already set', async () => {
    const root = workspace();
    expect((await run(root, 'pssp=v0.2.9')).changes).toEqual([]);
    expect(read(root)).toBe(prod);
  });

  it('edits the own file of the team if it exists', async () => {
    const root = workspace({
      'environments/prod.yaml': 'promotesFrom: [dev]\n',
      'environments/prod/pssp.yaml': 'tag: v1\n',
    });
    await run(root, 'pssp=v2');
    expect(read(root, 'environments/prod/pssp.yaml')).toBe('tag: v2\n');
    expect(read(root)).toBe('promotesFrom: [dev]\n');
  });

  it('adds a section that the environment lacks', async () => {
    const root = workspace({ 'environments/prod.yaml': 'promotesFrom: [dev]\n' });
    await run(root, 'pssp=v1');
    expect(read(root)).toBe('promotesFrom: [dev]\napps:\n  pssp:\n    tag: v1\n');
  });

  it.each([
    [['pspp=v1'], 'unknown-application'],
    [['pssp/apl=v1'], 'unknown-image'],
    [['pssp/db=7.5'], 'pin-of-foreign-image'],
    [['pssp=-bad'], 'invalid-value'],
    [['pssp'], 'invalid-value'],
    [['pssp=latest'], 'image-latest'],
  ])('refuses %j, and writes no other pin', async (pins, code) => {
    const root = workspace();
    expect(await codes(run(root, 'pssp=v9', ...pins))).toEqual([code]);
    expect(read(root)).toBe(prod);
  });

  it('refuses an application that builds no image, and edits one whose code fails here', async () => {
    const root = workspace();
    const Cache = define((app) => void new WorkerFlow(app, 'redis', { image: 'redis:7.4', user: 1 }));
    const Broken = define(() => {
      throw new Error('on purpose');
    });
    const options = { root, environment: 'prod', applications: { pssp: Pssp, cache: Cache, broken: Broken } };
    expect(await codes(pin({ ...options, pins: ['cache=v1'] }))).toEqual(['pin-of-foreign-image']);
    expect((await pin({ ...options, pins: ['broken=v1'] })).changes).toMatchObject([{ path: 'apps.broken.tag' }]);
  });

  it('refuses an environment that does not exist', async () => {
    const root = workspace();
    expect(await codes(pin({ root, environment: 'prd', pins: ['pssp=v1'], applications: { pssp: Pssp } }))).toEqual([
      'unknown-environment',
    ]);
  });

  it('does not change a file that it cannot read', async () => {
    const broken = 'promotesFrom: [dev]\napps: { pssp: &a { tag: v1 } }\n';
    const root = workspace({ 'environments/prod.yaml': broken });
    expect(await codes(run(root, 'pssp=v2'))).toEqual(['yaml-alias']);
    expect(read(root)).toBe(broken);
  });
});

describe('parsePin', () => {
  it.each([
    ['a=v1', { app: 'a', tag: 'v1' }],
    ['a/b=v1', { app: 'a', name: 'b', tag: 'v1' }],
    [`a=${sha}`, { app: 'a', digest: sha }],
    [`a/b=v1@${sha}`, { app: 'a', name: 'b', tag: 'v1', digest: sha }],
  ])('reads %s', (text, parts) => {
    expect(parsePin(text).request).toEqual({ text, ...parts });
  });

  it.each(['', '=', 'a=', '=v1', 'a/=v1', 'a/b/c=v1', 'a=v1:2', 'a=v 1', `a=${sha}@v1`, 'a=v1@sha256:short'])(
    'refuses %j',
    (text) => {
      expect(parsePin(text).issue?.code).toBe('invalid-value');
    },
  );
});

it('an environment that is built in code cannot be pinned', () => {
  expect(environment('dev').sources[0]?.file).toBeUndefined();
});
