import fc from 'fast-check';
import type { Subject } from './subject';

const seed = 20_261_128;

/** A server needs minutes for a quantity such as `9e-223372036854775807`. */
const largeExponent = /[eE][+-]?\d{3}/;

/**
 * The values that the server is asked about: the seeds of a subject and, if they are texts, random changes of them. The
 * same values come out each time.
 */
export function valuesOf({ seeds, changes = 250 }: Subject): unknown[] {
  const texts = seeds.filter((value) => typeof value === 'string');
  const changed = texts.length === 0 ? [] : fc.sample(changedText(texts), { seed, numRuns: changes });
  const asked = changed.filter((text) => !largeExponent.test(text));
  const distinct = new Map([...seeds, ...asked].map((value) => [JSON.stringify(value), value]));
  return [...distinct.values()];
}

/** A text with one to three changes: a piece is removed, repeated, or taken from another text or from odd characters. */
function changedText(texts: readonly string[]): fc.Arbitrary<string> {
  const short = texts.filter(({ length }) => length < 40);
  const text = fc.constantFrom(...short);
  const odd = fc.constantFrom(...' \t\u00e9_-./:*?,%+=@~0159aZ'.split(''), '--', '..', '//', '\u00a0', '\u0661');
  const piece = fc.oneof(
    odd,
    fc.tuple(text, fc.nat(), fc.nat({ max: 4 })).map(([from, at, size]) => cut(from, at, size)),
  );
  const change = fc.record({ at: fc.nat(), removed: fc.nat({ max: 2 }), piece });
  return fc.tuple(text, fc.array(change, { minLength: 1, maxLength: 3 })).map(([from, all]) =>
    all.reduce((now, { at, removed, piece: added }) => {
      const start = at % (now.length + 1);
      return now.slice(0, start) + added + now.slice(start + removed);
    }, from),
  );
}

function cut(text: string, at: number, size: number): string {
  const start = at % (text.length + 1);
  return text.slice(start, start + size);
}
