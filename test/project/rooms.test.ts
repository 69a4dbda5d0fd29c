import { generatedFiles } from '../../tools/generate/generated';
import { cycles, type Import, importsOf } from './imports';
import { sources, textOf } from './repository';

/** A room imports from those above it. Rooms on one line do not know each other. */
const order = [
  ['diagnostics'],
  ['data'],
  ['kubernetes'],
  ['files'],
  ['source'],
  ['model'],
  ['equivalence'],
  ['environments'],
  ['gates', 'holds'],
  ['applications'],
  ['targets/kubernetes'],
  ['adoption'],
  ['workspace'],
  ['assembly'],
  ['output'],
  ['cluster'],
  ['targets'],
  ['release'],
  ['promotion'],
  ['actions'],
  ['cli', 'plus', 'testing'],
];

/** What a package is entered by lies beside the rooms and chooses from all but the last. */
const entry = 'index.ts';

const files = sources();
const known = new Set(files);
const imports = files.flatMap((file) => importsOf(file, sourceOf(file), known));

function sourceOf(file: string): string {
  return textOf(`src/${file}`) ?? '';
}

/** The objects of Kubernetes are made while an application is declared, so their folder is a room of its own. */
function room(file: string): string {
  const kubernetes = 'targets/kubernetes';
  return file.startsWith(`${kubernetes}/`) ? kubernetes : (file.split('/')[0] as string);
}

function floor(file: string): number {
  if (file === entry) return order.length - 1.5;
  return order.findIndex((rooms) => rooms.includes(room(file)));
}

function show({ from, to }: Import): string {
  return `src/${from} imports src/${to}`;
}

describe('rooms', () => {
  test('are all known', () => {
    expect(files.filter((file) => floor(file) === -1)).toEqual([]);
  });

  test('import one way', () => {
    const wrong = imports.filter(({ from, to }) => room(from) !== room(to) && floor(from) <= floor(to));
    expect(wrong.map(show)).toEqual([]);
  });

  test('are seen, in whatever way a file names another', () => {
    const text = `
      import { a } from '../model/a';
      import type { b } from '../model/b';
      import { type c } from '../model/c';
      import d, { type x } from '../model/d';
      export { e } from '../model/e';
      export type { f } from '../model';
      type G = typeof import('../model/g');
      const h = () => require('../model/h');
      const i = async () => await import('../model/i');
      import { join } from 'node:path';
    `;
    const there = ['a', 'b', 'c', 'd', 'e', 'g', 'h', 'i', 'index'].map((name) => `model/${name}.ts`);
    const seen = importsOf('cli/main.ts', text, new Set(there));
    expect([...new Set(seen.map(({ to }) => to))].sort()).toEqual(there);
  });
});

describe('files', () => {
  test('import each other without a circle, types included', () => {
    const step = (from: string, to: string): Import => ({ from, to });
    expect(cycles([step('a', 'b'), step('b', 'c'), step('c', 'b')])).toEqual([['b', 'c', 'b']]);
    expect(cycles(imports)).toEqual([]);
  });

  describe('written by hand', () => {
    const made = new Set(generatedFiles);
    const lengths = files
      .filter((file) => !made.has(`src/${file}`))
      .map((file) => ({ file, lines: sourceOf(file).trimEnd().split('\n').length }))
      .sort((a, b) => a.lines - b.lines);

    test.each([
      ['half', 0.5, 60],
      ['nine tenths', 0.9, 130],
      ['all', 1, 260],
    ])('are short: %s of them', (_, share, budget) => {
      const within = lengths.slice(0, Math.ceil(lengths.length * share));
      expect(within.filter(({ lines }) => lines > budget)).toEqual([]);
    });
  });
});
