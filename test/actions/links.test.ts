import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WorkerFlow } from '../../src';
import { init } from '../../src/actions/init/init';
import { pin } from '../../src/actions/pin/pin';
import { schema } from '../../src/actions/schema/schema';
import { synth } from '../../src/actions/synth/synth';
import { define } from '../helpers/define';
import { folderWith } from '../helpers/files';
import { failure } from '../helpers/outcome';
import { snapshot } from '../helpers/snapshot';

const shop = define((app) => new WorkerFlow(app, 'wrk', { image: app.image('wrk', 'example/wrk'), user: 1000 }));
const applications = { shop };
const tagged = (tag: string) => `namespace: dev\napps: { shop: { tag: ${tag} } }\n`;
const edit = (root: string) => writeFileSync(join(root, 'environments/dev.yaml'), tagged('v2'));

interface Verb {
  /** What the workspace holds before. */
  readonly files: Readonly<Record<string, string>>;
  /** What happens in the workspace before. */
  readonly before?: (root: string) => Promise<unknown>;
  /** Writes. */
  readonly run: (root: string) => Promise<unknown>;
  /** Places that are written and gone again when the verb is done. */
  readonly passing?: readonly string[];
}

const environments = { 'environments/dev.yaml': tagged('v1') };
const own = (outdir: string) =>
  ['.tmp', '.tmp/0', '.lock', '.journal.json'].map((name) => `${outdir}/.towpath/${name}`);

const verbs: Readonly<Record<string, Verb>> = {
  'init in an empty folder': { files: {}, run: async (root) => init({ root, name: 'shop' }) },
  'init in a repository': {
    files: { '.gitignore': '*.log\n', '.gitattributes': '*.png binary\n' },
    run: async (root) => init({ root, name: 'shop' }),
  },
  'the first schema': { files: environments, run: (root) => schema({ root, applications }) },
  'a stale schema': {
    files: environments,
    before: async (root) => {
      await schema({ root, applications });
      for (const file of readdirSync(join(root, 'environments/.schema')))
        writeFileSync(join(root, 'environments/.schema', file), 'stale\n');
    },
    run: (root) => schema({ root, applications }),
  },
  'pin in the file of the environment': {
    files: environments,
    run: (root) => pin({ root, applications, environment: 'dev', pins: ['shop=v2'] }),
  },
  'pin in the file of a team': {
    files: { 'environments/dev.yaml': 'namespace: dev\n', 'environments/dev/shop.yaml': 'tag: v1\n' },
    run: (root) => pin({ root, applications, environment: 'dev', pins: ['shop=v2'] }),
  },
  'the first synth': { files: environments, run: (root) => synth({ root, applications }), passing: own('dist') },
  'synth by force': {
    files: environments,
    before: async (root) => {
      await synth({ root, applications });
      edit(root);
    },
    run: (root) => synth({ root, applications, force: true }),
    passing: own('dist'),
  },
  'synth where files are only deleted': {
    files: environments,
    before: async (root) => {
      await synth({ root, applications });
      writeFileSync(join(root, 'environments/dev.yaml'), 'namespace: dev\napps: { shop: { enabled: false } }\n');
    },
    run: (root) => synth({ root, applications, force: true }),
    passing: own('dist'),
  },
  'synth into a deep folder': {
    files: environments,
    run: (root) => synth({ root, applications, outdir: 'a/b/c' }),
    passing: own('a/b/c'),
  },
  'synth of Pulumi projects': {
    files: environments,
    run: (root) => synth({ root, applications, targets: ['pulumi'] }),
    passing: own('dist/pulumi'),
  },
  'synth as cdk8s runs it': {
    files: environments,
    run: (root) => synth({ root, applications, mirror: join(root, '.towpath/cdk8s') }),
    passing: own('dist'),
  },
};

async function prepared({ files, before }: Verb): Promise<{ root: string; outside: string }> {
  const top = folderWith(Object.fromEntries(Object.entries(files).map(([path, text]) => [`ws/${path}`, text])));
  const [root, outside] = [join(top, 'ws'), join(top, 'outside')];
  for (const folder of [root, outside]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(outside, 'mine.txt'), 'mine\n');
  await before?.(root);
  return { root, outside };
}

/** Every file that a verb writes or deletes, and every folder on the way to one. */
async function placesOf(verb: Verb): Promise<string[]> {
  const { root } = await prepared(verb);
  const before = snapshot(root);
  await verb.run(root);
  const after = snapshot(root);
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (path) => before[path] !== after[path],
  );
  return [...new Set([...changed, ...(verb.passing ?? [])].flatMap(withFolders))].sort();
}

function withFolders(path: string): string[] {
  const folder = dirname(path);
  return folder === '.' ? [path] : [...withFolders(folder), path];
}

/** Puts a link in the place of an entry, which is moved to where the link leads. */
function replaceByLink(root: string, path: string, target: string): void {
  const place = join(root, path);
  mkdirSync(dirname(place), { recursive: true });
  if (lstatSync(place, { throwIfNoEntry: false })) {
    cpSync(place, target, { recursive: true, preserveTimestamps: true });
    rmSync(place, { recursive: true });
  }
  symlinkSync(target, place);
}

/** Whether a verb that is refused, and may have taken its lock meanwhile, left everything as it was. */
async function refused({ run }: Verb, root: string, outside: string): Promise<string[]> {
  const before = [snapshot(root), snapshot(outside)];
  const codes = (await failure(() => run(root))).map(({ code }) => code);
  expect([snapshot(root), snapshot(outside)]).toEqual(before);
  return [...new Set(codes)];
}

describe.each(Object.entries(verbs))('%s', (_, verb) => {
  let places: readonly string[];

  beforeAll(async () => {
    places = await placesOf(verb);
  });

  test('refuses a link out of the workspace in every place that it writes to', async () => {
    expect(places.length).toBeGreaterThan(1);
    for (const place of places) {
      const { root, outside } = await prepared(verb);
      replaceByLink(root, place, join(outside, 'elsewhere'));
      expect([place, await refused(verb, root, outside)]).toEqual([place, ['path-outside-workspace']]);
    }
  });

  test('refuses a link to a missing target outside, and creates nothing there', async () => {
    for (const place of places) {
      const { root, outside } = await prepared(verb);
      rmSync(join(root, place), { recursive: true, force: true });
      replaceByLink(root, place, join(outside, 'nothing'));
      await refused(verb, root, outside);
      expect(existsSync(join(outside, 'nothing'))).toBe(false);
    }
  });

  test('refuses a link to itself', async () => {
    for (const place of places) {
      const { root, outside } = await prepared(verb);
      rmSync(join(root, place), { recursive: true, force: true });
      replaceByLink(root, place, join(root, place));
      expect([place, await refused(verb, root, outside)]).not.toEqual([place, []]);
    }
  });

  test('refuses a link out of the workspace through another link', async () => {
    for (const place of places) {
      const { root, outside } = await prepared(verb);
      replaceByLink(root, place, join(outside, 'elsewhere'));
      rmSync(join(root, place));
      symlinkSync(join(outside, 'elsewhere'), join(root, 'way'));
      symlinkSync(join(root, 'way'), join(root, place));
      expect([place, await refused(verb, root, outside)]).toEqual([place, ['path-outside-workspace']]);
    }
  });
});
