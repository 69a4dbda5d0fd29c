import fs, { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { WorkerFlow } from 'towpath';
import { checkSynth, synth } from '../../../src/actions/synth/synth';
import { define } from '../../helpers/define';
import { folderWith } from '../../helpers/files';
import { failure, failureAt } from '../../helpers/outcome';
import { listing, tree } from '../../helpers/workspace';

const worker = (id = 'wrk') =>
  define((app) => new WorkerFlow(app, id, { image: app.image('wrk', 'example/wrk'), user: 1000 }));
const shop = worker();
const applications = { shop };
const files = {
  'environments/dev.yaml': 'namespace: dev\napps: { shop: { tag: v1 } }\n',
  'environments/prod.yaml': 'namespace: prod\npromotesFrom: [dev]\napps: { shop: { tag: v1 } }\n',
};

let root: string;
beforeEach(async () => {
  root = folderWith(files);
  await synth({ root, applications });
});

const write = (path: string, text: string) => writeFileSync(join(root, path), text);

/** What fails must leave the output folder as it was, to the moment of its last change. */
async function fails(options: Parameters<typeof synth>[0]): Promise<string[]> {
  const own = () => listing(join(root, 'dist')).filter((entry) => !entry.startsWith('.towpath '));
  const before = own();
  const problems = await failureAt(() => synth({ root, ...options }));
  expect(own()).toEqual(before);
  return problems;
}

test('an application that throws stops the synthesis of all applications', async () => {
  const broken = define((app) => {
    if (app.environment.name === 'prod') throw new Error('not here');
    new WorkerFlow(app, 'new', { image: 'a:1', user: 1 });
  });
  const [problem, ...others] = await fails({ applications: { ...applications, broken } });
  expect(problem).toMatch(/^application-not-loaded .*all-or-nothing\.test\.ts:\d+:\d+$/);
  expect(others).toEqual([]);
});

test('every problem of every file is reported with its location', async () => {
  const pinned = 'apps:\n  shop:\n    tag: v1\n';
  write('environments/dev.yaml', `namespace: dev\n${pinned}    tga: v2\n  shpo: {}\n`);
  write('environments/prod.yaml', `namespace: prod\npromotesFrom: [dev]\n${pinned}    flows: { wkr: {} }\n`);
  write('environments/tst.yaml', `promotesFrom: [dev]\nnamespace: tst\n${pinned}cluster: [\n`);
  expect((await fails({ applications })).sort()).toEqual([
    'unknown-application environments/dev.yaml:6:3',
    'unknown-flow environments/prod.yaml:6:14',
    'unknown-key environments/dev.yaml:5:5',
    'yaml-syntax environments/tst.yaml:7:1',
  ]);
});

test('objects with the same name stop it', async () => {
  write('environments/dev.yaml', 'namespace: dev\napps: { shop: { tag: v2 }, blog: { tag: v1, instance: shop } }\n');
  expect(await fails({ applications: { shop, blog: worker() }, environments: ['dev'] })).toEqual(['object-collision']);
});

test('an application with the name of a file of the environment stops it', async () => {
  write(
    'environments/dev.yaml',
    'namespace: dev\ncreateNamespace: true\napps: { shop: { tag: v2 }, 00-namespace: { tag: v1, instance: x } }\n',
  );
  const options = { applications: { shop, '00-namespace': worker() }, environments: ['dev'], layout: 'app' as const };
  expect(await fails(options)).toEqual(['file-collision']);
});

test('an object whose file name is too long stops it', async () => {
  const odd = define((app) => {
    for (const [id, length] of [
      ['fits', 239],
      ['long', 240],
    ] as const) {
      new ApiObject(app, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a'.repeat(length) } });
    }
  });
  const problems = await failure(() => synth({ root, applications: { ...applications, odd } }));
  expect(problems).toMatchObject([{ code: 'invalid-name', path: 'odd/long' }]);
});

test('an application with an invalid name stops it', async () => {
  expect(await fails({ applications: { shop, '../shop': worker() } })).toContain('invalid-name');
});

test('an environment that does not exist stops it', async () => {
  expect(await fails({ applications, environments: ['dev', 'prd'] })).toEqual(['unknown-environment']);
});

test('a workspace without applications, or without environments, removes nothing', async () => {
  expect(await fails({ applications: {} })).toContain('workspace-empty');
  for (const name of ['dev', 'prod']) fs.rmSync(join(root, `environments/${name}.yaml`));
  expect(await fails({ applications })).toEqual(['workspace-empty']);
});

test('a failed synthesis creates no folder', async () => {
  const empty = folderWith({});
  const problems = await failure(() => synth({ root: empty, applications: {} }));
  expect(problems.map(({ code }) => code)).toEqual(['workspace-empty']);
  expect(listing(empty)).toEqual([]);
});

describe('a disk that fails', () => {
  const broken = (code: string) => Object.assign(new Error(`${code}: on purpose`), { code });
  const texts = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replace('v1', 'v2')]));
  beforeEach(() => {
    for (const [path, text] of Object.entries(texts)) write(path, text);
  });
  afterEach(() => jest.restoreAllMocks());

  /** Lets a function of the file system fail at one of its calls that concern a text to be written. */
  function failAt(call: number, name: 'writeFileSync' | 'renameSync', code: string): void {
    const real = fs[name] as (...args: unknown[]) => void;
    let left = call;
    jest.spyOn(fs, name).mockImplementation(((...args: unknown[]) => {
      if (String(args[0]).includes('.tmp')) left -= 1;
      if (left === 0) throw broken(code);
      real(...args);
    }) as never);
  }

  test.each([1, 2, 3, 4, 5])('because it is full at text %i changes nothing', async (call) => {
    const before = tree(join(root, 'dist'));
    failAt(call, 'writeFileSync', 'ENOSPC');
    await expect(synth({ root, applications })).rejects.toThrow('ENOSPC');
    jest.restoreAllMocks();
    expect(tree(join(root, 'dist'))).toEqual(before);
  });

  test.each([1, 2, 3, 4, 5])(
    'in the middle, at file %i, leaves files that the next synthesis completes',
    async (call) => {
      failAt(call, 'renameSync', 'EIO');
      await expect(synth({ root, applications })).rejects.toThrow('EIO');
      jest.restoreAllMocks();
      await synth({ root, applications });
      const { written, removed } = await checkSynth({ root, applications });
      const clean = folderWith(texts);
      await synth({ root: clean, applications });
      expect({ written, removed }).toEqual({ written: [], removed: [] });
      expect(tree(join(root, 'dist'))).toEqual(tree(join(clean, 'dist')));
    },
  );
});
