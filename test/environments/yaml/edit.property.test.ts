import fc from 'fast-check';
import type { Data } from '../../../src/environments/yaml/data';
import { editYaml } from '../../../src/environments/yaml/edit';
import { readYaml } from '../../../src/environments/yaml/read';
import { dataOf, file, type Leaf, placesOf, render, text } from './arbitrary-files';

/** Returns the data that an edit should lead to, computed in the simplest way. */
function expected(data: Data, [key, ...rest]: readonly string[], value: string | null): Data {
  const map = new Map(Object.entries(data ?? {}));
  if (rest.length > 0) map.set(key!, expected(map.get(key!) ?? null, rest, value));
  else if (value === null) map.delete(key!);
  else map.set(key!, value);
  return Object.fromEntries(map);
}

/** Counts the removed and the added lines, for texts that differ in one place. */
function difference(before: string, after: string): { gone: string[]; fresh: string[] } {
  const [old, now] = [before, after].map((text) => text.replace('\uFEFF', '').split(/\r?\n/)) as [string[], string[]];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  return { gone: old.slice(start, old.length - end), fresh: now.slice(start, now.length - end) };
}

/** Counts the removed characters, for texts that differ in one place. */
function goneLength(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return before.length - start - end;
}

const choice = fc.nat();
const runs = { numRuns: 400 };

it('reads the data that the files were generated from', () => {
  fc.assert(
    fc.property(file, (file) => {
      expect(readYaml(render(file))).toMatchObject({ data: dataOf(file.root), problems: [] });
      expect(readYaml(render(file)).data).toEqual(dataOf(file.root));
    }),
    runs,
  );
});

it('sets an existing text in its own line, once, and restores it', () => {
  fc.assert(
    fc.property(file, choice, text, (file, index, value) => {
      const before = render(file);
      const places = placesOf(file.root).filter(({ node }) => 'raw' in node && !Array.isArray(node.value));
      fc.pre(places.length > 0);
      const { path, node, inLines } = places[index % places.length]!;
      const { raw, lines = raw, value: old, isUsual } = node as Leaf;
      const after = editYaml(before, [{ path, value }]);
      expect(readYaml(after).data).toEqual(expected(dataOf(file.root), path, value));
      const written = inLines ? lines : raw;
      const { gone, fresh } = difference(before, after);
      expect([gone.length, fresh.length]).toEqual(old === value ? [0, 0] : [written.split('\n').length, 1]);
      // A text of several lines leaves the comment after its first mark alone, so the piece can be longer than it.
      if (!written.includes('\n')) expect(goneLength(before, after)).toBeLessThanOrEqual(written.length);
      expect(editYaml(after, [{ path, value }])).toBe(after);
      // `v1` fits into any quotes, so none are changed on the way.
      const detour = editYaml(before, [{ path, value: 'v1' }]);
      if (isUsual) expect(editYaml(detour, [{ path, value: old as string }])).toBe(before);
    }),
    runs,
  );
});

it('adds entries, and changes no other line', () => {
  fc.assert(
    fc.property(file, choice, text, fc.integer({ min: 1, max: 3 }), (file, index, value, depth) => {
      const before = render(file);
      const targets = placesOf(file.root).filter(({ node }) => !('raw' in node) || node.value === null);
      const root = { path: [], node: file.root, inLines: true };
      const { path: base, node, inLines } = [root, ...targets][index % (targets.length + 1)]!;
      const path = [...base, ...['new', 'newer', 'no'].slice(0, depth)];
      const after = editYaml(before, [{ path, value }]);
      expect(readYaml(after).data).toEqual(expected(dataOf(file.root), path, value));
      expect(editYaml(after, [{ path, value }])).toBe(after);
      const { gone, fresh } = difference(before, after);
      const isFull = 'entries' in node && node.entries.length > 0;
      if (isFull) expect(goneLength(before, after)).toBe(0);
      if (isFull && inLines && node.braces === undefined) {
        expect([gone.length, fresh.length]).toEqual([0, depth]);
      } else expect(gone.length).toBeLessThanOrEqual(1);
      if (isFull) expect(editYaml(after, [{ path: path.slice(0, base.length + 1), value: null }])).toBe(before);
    }),
    runs,
  );
});

it('removes an entry, and keeps all other entries and the comments around it', () => {
  fc.assert(
    fc.property(file, choice, (file, index) => {
      const before = render(file);
      const places = placesOf(file.root);
      fc.pre(places.length > 0);
      const { path, node, parent, inLines } = places[index % places.length]!;
      const after = editYaml(before, [{ path, value: null }]);
      expect(readYaml(after).data).toEqual(expected(dataOf(file.root), path, null));
      expect(editYaml(after, [{ path, value: null }])).toBe(after);
      const { gone, fresh } = difference(before, after);
      const isLine = 'raw' in node && inLines && parent.entries.length > 1;
      const size = 'raw' in node && node.lines ? node.lines.split('\n').length : 1;
      if (isLine) expect([gone.length, fresh.length, goneLength(after, before)]).toEqual([size, 0, 0]);
    }),
    runs,
  );
});

it('makes many edits as one after another would, whatever they are and in whatever order', () => {
  const wanted = fc.array(fc.tuple(choice, fc.constantFrom('', 'new', 'newer', 'new/no'), fc.option(text)), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(file, wanted, (file, wanted) => {
      const before = render(file);
      const root = { path: [] as readonly string[], node: file.root };
      const places = [root, ...placesOf(file.root)];
      const edits = wanted.flatMap(([index, inner, value]) => {
        const { path } = places[index % places.length]!;
        const whole = [...path, ...inner.split('/').filter(Boolean)];
        return whole.length === 0 ? [] : [{ path: whole, value }];
      });
      const result = (action: () => string) => {
        try {
          return action();
        } catch (error) {
          return error;
        }
      };
      const oneByOne = result(() => edits.reduce((text, edit) => editYaml(text, [edit]), before));
      const together = result(() => editYaml(before, edits));
      // Which of several faults is told depends on the order.
      if (oneByOne instanceof Error) expect(together).toBeInstanceOf(Error);
      else expect(together).toBe(oneByOne);
    }),
    runs,
  );
});
