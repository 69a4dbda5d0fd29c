import { generatedFiles } from '../../tools/generate/generated';
import { cycles, type Import, importsOf } from './imports';
import { sources, textOf } from './repository';

/** A room imports from those above it. Rooms on one line do not know each other. */
const order = [
  ['diagnostics'],
  ['files'],
  ['spec'],
  ['environments'],
  ['constructs'],
  ['kubernetes'],
  ['assembly'],
  ['cluster'],
  ['targets'],
  ['release'],
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

function room(file: string): string {
  return file.split('/')[0] as string;
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
      import { a } from '../spec/a';
      import type { b } from '../spec/b';
      import { type c } from '../spec/c';
      import d, { type x } from '../spec/d';
      export { e } from '../spec/e';
      export type { f } from '../spec';
      type G = typeof import('../spec/g');
      const h = () => require('../spec/h');
      const i = async () => await import('../spec/i');
      import { join } from 'node:path';
    `;
    const there = ['a', 'b', 'c', 'd', 'e', 'g', 'h', 'i', 'index'].map((name) => `spec/${name}.ts`);
    const seen = importsOf('cli/main.ts', text, new Set(there));
    const [types, values] = [true, false].map((isType) =>
      seen.filter((one) => one.isType === isType).map(({ to }) => to),
    );
    expect(types).toEqual(['spec/b.ts', 'spec/c.ts', 'spec/index.ts', 'spec/g.ts']);
    expect(values).toEqual(['spec/a.ts', 'spec/d.ts', 'spec/e.ts', 'spec/h.ts', 'spec/i.ts']);
  });
});

describe('files', () => {
  test('load without a circle', () => {
    const step = (from: string, to: string): Import => ({ from, to, isType: false });
    expect(cycles([step('a', 'b'), step('b', 'c'), step('c', 'b')])).toEqual([['b', 'c', 'b']]);
    expect(cycles(imports.filter(({ isType }) => !isType))).toEqual([]);
  });

  describe('written by hand', () => {
    const made = new Set(generatedFiles);
    const lengths = files
      .filter((file) => !made.has(`src/${file}`))
      .map((file) => ({ file, lines: sourceOf(file).trimEnd().split('\n').length }))
      .sort((a, b) => a.lines - b.lines);

    test.each([
      ['half', 0.5, 110],
      ['nine tenths', 0.9, 260],
      ['all', 1, 450],
    ])('are short: %s of them', (_, share, budget) => {
      const within = lengths.slice(0, Math.ceil(lengths.length * share));
      expect(within.filter(({ lines }) => lines > budget)).toEqual([]);
    });
  });
});
