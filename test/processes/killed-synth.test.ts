import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ended, startTowpath, towpath } from '../helpers/cli';
import { largeApplication } from '../helpers/large';
import { tree, workspaceWith } from '../helpers/workspace';
import { root as repository } from '../project/repository';

const environment = (tag: string) => `namespace: dev\napps: { large: { tag: ${tag} } }\n`;
const old = { 'apps/large.ts': largeApplication(0, 150), 'environments/dev.yaml': environment('t1') };
const fresh = { 'apps/large.ts': largeApplication(20, 160), 'environments/dev.yaml': environment('t2') };
const node = ['--require', join(repository, 'test/fixtures/kill-at.cjs')];

let root: string;
let dist: string;
let kept: string;
let before: Record<string, string>;
let after: Record<string, string>;
let changes: number;

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
}

/** The output folder as it was before anything was killed, and the workspace as it is synthesized next. */
function restore(): void {
  rmSync(dist, { recursive: true, force: true });
  cpSync(kept, dist, { recursive: true });
  write(fresh);
}

const killAt = (step: number) => towpath(root, ['synth'], { node, env: { KILL_BELOW: dist, KILL_AT: String(step) } });

beforeAll(async () => {
  root = workspaceWith(old);
  [dist, kept] = [join(root, 'dist'), join(root, 'kept')];
  await towpath(root, ['synth']);
  before = tree(dist);
  cpSync(dist, kept, { recursive: true });
  write(fresh);
  const { stderr } = await towpath(root, ['synth'], { node, env: { KILL_BELOW: dist } });
  changes = Number(/changes: (\d+)/.exec(stderr)?.[1]);
  after = tree(dist);
}, 120_000);

test('every write of a synthesis is observed', () => {
  expect(Object.keys(before)).toHaveLength(151);
  expect(Object.keys(after)).toHaveLength(141);
  // Each text is written and moved; those of before are removed.
  expect(changes).toBeGreaterThan(2 * 140 + 20);
});

// While the lock is made, texts are written aside, the journal, files moved and removed, the index moved, all removed.
test.each([0, 0.006, 0.1, 0.33, 0.6, 0.96, 0.995, 1])(
  'a kill at %d of the way leaves whole files, and does not block the next synthesis',
  async (share) => {
    restore();
    expect(await killAt(1 + Math.floor(share * (changes - 1)))).toMatchObject({ signal: 'SIGKILL' });
    for (const [path, text] of Object.entries(tree(dist)).filter(([path]) => path.endsWith('.yaml'))) {
      expect([before[path], after[path]]).toContain(text);
    }
    // One that could not tell that nobody works here any more would wait, longer than a test may take.
    expect(await towpath(root, ['synth'])).toMatchObject({ code: 0, stderr: '' });
    expect(tree(dist)).toEqual(after);
  },
);

test('the last synthesis completes after kills of several different syntheses', async () => {
  restore();
  for (const tag of ['t2', 't3', 't4']) {
    write({ ...fresh, 'environments/dev.yaml': environment(tag) });
    expect(await killAt(Math.floor(0.6 * changes))).toMatchObject({ signal: 'SIGKILL' });
  }
  write(old);
  expect(await towpath(root, ['synth'])).toMatchObject({ code: 0, stderr: '' });
  expect(tree(dist)).toEqual(before);
});

test('a kill by another process after the journal is written has the same effect', async () => {
  restore();
  const child = startTowpath(root, ['synth']);
  const outcome = ended(child);
  while (child.exitCode === null && !existsSync(join(dist, '.towpath/.journal.json'))) await setImmediate();
  child.kill('SIGKILL');
  await outcome; // killed, or just a little faster
  expect(await towpath(root, ['synth'])).toMatchObject({ code: 0, stderr: '' });
  expect(tree(dist)).toEqual(after);
});
