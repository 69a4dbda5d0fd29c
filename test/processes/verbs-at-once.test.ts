import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../../src/environments/yaml/read';
import { type Outcome, type RunOptions, towpath } from '../helpers/cli';
import { folderWith } from '../helpers/files';
import { git } from '../helpers/git';
import { shop, workspaceWith } from '../helpers/workspace';
import { root as repository } from '../project/repository';

// Some hundred processes.
jest.setTimeout(600_000);

const old = `apiVersion: apps/v1
kind: Deployment
metadata: { name: old }
spec:
  selector: { matchLabels: { app: old } }
  template:
    metadata: { labels: { app: old } }
    spec: { containers: [{ name: old, image: example/old:v1 }] }
`;
const kept = ['.git', '.gitignore', 'apps', 'dist', 'environments'];
let root: string;
let copy: string;

const text = (file: string) => readFileSync(join(root, file), 'utf8');
const overlay = (environment: string) => readYaml(text(`environments/${environment}.yaml`)).data.apps;
const commits = () => git(root, 'log', '--format=%s').toString().trim().split('\n');

/** Prod has the tag of the API in dev: one for the application, or one for each image if a pin of the worker came first. */
function expectPromoted(): void {
  const { tag, images } = (overlay('prod') as Record<string, Pins>).shop as Pins;
  expect(images?.api?.tag ?? tag).toMatch(/^v[25]$/);
}

interface Pins {
  readonly tag?: string;
  readonly images?: Readonly<Record<string, { readonly tag: string }>>;
}

interface Verb {
  readonly args: readonly string[];
  /** What is there if the verb has done its work, and nothing of it was lost. */
  readonly done: () => void;
}

/** Verbs that write into a workspace. */
const verbs: Readonly<Record<string, Verb>> = {
  synth: { args: ['synth'], done: () => expect(text('dist/dev/shop/api-service.yaml')).toContain('kind: Service') },
  pin: {
    args: ['pin', '-e', 'dev', 'shop/api=v5'],
    done: () => expect(overlay('dev')).toMatchObject({ shop: { images: { api: { tag: 'v5' } } } }),
  },
  'pin --commit': {
    args: ['pin', '-e', 'dev', 'shop/wrk=v6', '--commit'],
    done: () => {
      expect(overlay('dev')).toMatchObject({ shop: { images: { wrk: { tag: 'v6' } } } });
      expect(commits()[0]).not.toBe('first');
    },
  },
  promote: {
    args: ['promote', 'prod', '--pins'],
    done: expectPromoted,
  },
  'promote --commit': {
    args: ['promote', 'prod', '--pins', '--commit'],
    done: () => {
      expectPromoted();
      expect(commits()[0]).not.toBe('first');
    },
  },
  adopt: {
    args: ['adopt', 'old', 'stage=../old.yaml'],
    done: () => {
      expect(text('apps/old.ts')).toContain('example/old');
      expect(overlay('stage')).toMatchObject({ old: expect.anything() });
    },
  },
  init: { args: ['init'], done: () => expect(JSON.parse(text('package.json'))).toMatchObject({ scripts: {} }) },
  'portal init': {
    args: ['portal', 'init'],
    done: () => expect(readdirSync(join(root, '.acme_portal_sdk')).length).toBeGreaterThan(3),
  },
  schema: {
    args: ['schema'],
    done: () => expect(JSON.parse(text('environments/.schema/environment.json'))).toHaveProperty('properties'),
  },
};

beforeAll(async () => {
  root = join(folderWith({ 'old.yaml': old }), 'shop');
  cpSync(
    workspaceWith({
      'apps/shop.ts': shop,
      'environments/dev.yaml': 'namespace: shop-dev\napps:\n  shop:\n    tag: v2\n',
      'environments/prod.yaml': 'promotesFrom: [dev]\nnamespace: shop-prod\napps:\n  shop:\n    tag: v1\n',
      '.gitignore': 'node_modules\n',
    }),
    root,
    { recursive: true, verbatimSymlinks: true },
  );
  await towpath(root, ['synth']);
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['config', 'user.name', 'Ada'],
    ['config', 'user.email', 'ada@example.org'],
    ['add', '-A'],
    ['commit', '--quiet', '-m', 'first'],
  ])
    git(root, ...args);
  copy = folderWith({});
  for (const folder of kept) cpSync(join(root, folder), join(copy, folder), { recursive: true });
}, 120_000);

beforeEach(restore);

function restore(): void {
  for (const entry of readdirSync(root))
    if (entry !== 'node_modules') rmSync(join(root, entry), { recursive: true, force: true });
  for (const folder of kept) cpSync(join(copy, folder), join(root, folder), { recursive: true });
}

/** Files and folders that towpath makes for a moment only. */
function leftovers(): string[] {
  const entries = readdirSync(root).filter((entry) => !['node_modules', '.git'].includes(entry));
  const all = entries.flatMap((entry) =>
    entry.includes('.') && !entry.startsWith('.')
      ? [entry]
      : [entry, ...list(entry).map((inner) => `${entry}/${inner}`)],
  );
  return all.filter((path) =>
    /\.towpath-.*\.tmp$|\.lock|\/\.tmp$|\.journal\.json$|environments\/\.towpath$/.test(path),
  );
}

function list(entry: string): string[] {
  try {
    return readdirSync(join(root, entry), { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
}

const run = (name: string, options?: RunOptions) => towpath(root, (verbs[name] as Verb).args, options);

/** A verb either has done its work, or says with a code why not. */
function expectAnswer(name: string, { code, stderr }: Outcome): void {
  if (code === 0) (verbs[name] as Verb).done();
  else expect([name, stderr]).toEqual([name, expect.stringMatching(/^error [a-z-]+:/m)]);
}

const names = Object.keys(verbs);
const pairs = names.flatMap((one, at) => names.slice(at).map((other) => [one, other] as const));

test.each(pairs)(
  '%s and %s at once: nothing is lost, and each has done its work or says why not',
  async (one, other) => {
    const outcomes = await Promise.all([run(one), run(other)]);
    expect(outcomes.map(({ code }) => code)).toContain(0);
    for (const [index, name] of [one, other].entries()) expectAnswer(name, outcomes[index] as Outcome);
    expect(leftovers()).toEqual([]);
  },
);

test.each(names.filter((name) => !['synth', 'promote'].includes(name)))(
  '%s that is killed at a write leaves whole files, and the same command ends the work',
  async (name) => {
    const node = ['--require', join(repository, 'test/fixtures/kill-at.cjs')];
    const { stderr } = await run(name, { node, env: { KILL_BELOW: root } });
    const changes = Number(/changes: (\d+)/.exec(stderr)?.[1]);
    expect(changes).toBeGreaterThan(2);
    for (const share of [0.4, 0.8]) {
      restore();
      const env = { KILL_BELOW: root, KILL_AT: String(Math.ceil(share * changes)) };
      expect(await run(name, { node, env })).toMatchObject({ signal: 'SIGKILL' });
      expect(await run(name)).toMatchObject({ code: 0 });
      (verbs[name] as Verb).done();
      expect(leftovers()).toEqual([]);
    }
  },
);
