import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputUnit } from '../../src/output/output-unit';
import { writeOutput } from '../../src/output/write';
import { planWrite } from '../../src/output/write-plan';
import { folderWith } from '../helpers/files';
import { killedAt } from '../helpers/kill';
import { tree } from '../helpers/workspace';

const root = folderWith({});
const outdir = join(root, 'dist');

function unit(environment: string, files: Record<string, string>): OutputUnit {
  return {
    environment,
    application: 'shop',
    files: Object.entries(files).map(([name, text]) => ({ path: `${environment}/shop/${name}`, text, objects: [] })),
    about: {},
  };
}

/** The files of three syntheses. Files and whole environments change, appear and disappear. */
const first = [unit('dev', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' }), unit('prod', { 'a.yaml': 'a: 1\n' })];
const second = [unit('dev', { 'a.yaml': 'a: 22\n', 'c.yaml': 'c: 22\n' }), unit('tst', { 'a.yaml': 'a: 22\n' })];
const third = [unit('dev', { 'a.yaml': 'a: 333\n' }), unit('prod', { 'a.yaml': 'a: 333\n', 'd.yaml': 'd: 333\n' })];

function write(units: readonly OutputUnit[], environments?: readonly string[]): void {
  const plan = planWrite(units, { root, outdir, environments });
  expect([...plan.conflicts, ...plan.obstacles]).toEqual([]);
  writeOutput(outdir, plan);
}

function startWith(units: readonly OutputUnit[]): void {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir);
  write(units);
}

function treeOf(units: readonly OutputUnit[]): Record<string, string> {
  startWith(units);
  return tree(outdir);
}

/** Calls a function after a kill at each step, until the synthesis ends before the kill. */
function atEachStep(before: () => void, work: () => void, after: (step: number) => void, from = 1, by = 1): number {
  for (let step = from; ; step += by) {
    before();
    const isKilled = killedAt(step, work);
    after(step);
    if (!isKilled) return step;
  }
}

/** The files that kubectl would read. */
function manifests(): [string, string][] {
  return Object.entries(tree(outdir)).filter(([path]) => path.endsWith('.yaml'));
}

test('after a kill at any step, every file is complete, in its old or its new version', () => {
  const whole = [treeOf(first), treeOf(second)];
  const steps = atEachStep(
    () => startWith(first),
    () => write(second),
    () => {
      for (const [path, text] of manifests()) expect(whole.map((files) => files[path])).toContain(text);
    },
  );
  expect(steps).toBeGreaterThan(20);
});

test.each([
  ['the same', second],
  ['what was there before', first],
  ['something else', third],
])('after a kill at any step, writing %s gives the right files and leaves no others', (_, next) => {
  const wanted = treeOf(next);
  atEachStep(
    () => startWith(first),
    () => write(second),
    () => {
      write(next);
      expect(tree(outdir)).toEqual(wanted);
    },
  );
});

test('after kills of two different syntheses, all files are still known as output', () => {
  const wanted = treeOf(first);
  // All combinations would be thousands, so every second step of one is combined with every fifth step of the other.
  const killTwice = (one: number) => {
    const before = () => {
      startWith(first);
      killedAt(one, () => write(second));
    };
    const after = () => {
      write(first);
      expect(tree(outdir)).toEqual(wanted);
    };
    atEachStep(before, () => write(third), after, 1 + (one % 5), 5);
  };
  atEachStep(
    () => startWith(first),
    () => write(second),
    killTwice,
    2,
    2,
  );
});

test('after a kill at any step, writing one environment does not change the others, which are still known as output', () => {
  const wanted = treeOf(first);
  const dev = (path: string) => path.startsWith('dev/');
  const devNow = () => manifests().filter(([path]) => dev(path));
  let before: [string, string][];
  atEachStep(
    () => startWith(first),
    () => write(second),
    () => {
      before = devNow();
      write(third.slice(1), ['prod']);
      expect(devNow()).toEqual(before);
      write(first);
      expect(tree(outdir)).toEqual(wanted);
    },
  );
});

test('a file that somebody else created where a killed synthesis would write is not changed', () => {
  const path = 'tst/shop/a.yaml';
  atEachStep(
    () => startWith(first),
    () => write(second),
    () => {
      if (tree(outdir)[path] !== undefined) return;
      mkdirSync(join(outdir, 'tst/shop'), { recursive: true });
      writeFileSync(join(outdir, path), 'mine: true\n');
      write(first);
      expect(tree(outdir)[path]).toBe('mine: true\n');
    },
  );
});
