import fc from 'fast-check';
import { stringifyDocuments, stringifyObject } from '../../../src/targets/yaml/stringify';
import { lacking } from '../../../tools/lacking';
import { anyText } from '../../helpers/arbitrary/any-text';
import { hasAnchors, hasPyYaml, readers, readWithPyYaml } from './readers';

const RUNS = { numRuns: 400 };

// Characters with a special meaning in some version of YAML, or that it forbids.
const WORDS = `n no No NO y yes on off ON true false null ~ = << .inf -.inf .INF .nan inf NaN Infinity
  0 -0 +1 -1 1. .5 1.5 -.5 +.5 1.10 1e3 1E3 12e03 7e12345 e0 E12 e-1 .e5 -e5 e1_0 1e+21 1.e5 .5e3 . .. _ _1 1_000 1_0.5 0_1 0123 017 -017 08
  0o17 0O17 +0o17 -0o17 0b1 0B11 -0b1 0x1F 0X1F -0x1f 0x 0o 0b 1:30 190:20:30 -1:30 190:20:30.15 1:60
  2024-01-01 2024-1-1 2001-12-14t21:59:43.10-05:00 10m 0.5Gi 010m 1e3Mi 10.0.0.1 10.0.0.0/8 1.2.3
  - -- --- ... ---x --port=80 -c ? : :x x: x:y ::: # x# | > |- ! !x !!str & &x * *x % %YAML @ \` ' " '' "" [ ] [] { } {} ,
  /data redis-cli example/pssp-api:v0.3.0 app.kubernetes.io/name $(POD) \${X} \\ \\n \\u0041 C:\\x`.split(/\s+/);
const PIECES = [
  '',
  ' ',
  '  ',
  '\t',
  '\n',
  '\n\n',
  '\r',
  '\r\n',
  '- ',
  '? ',
  ': ',
  ' #',
  ', ',
  '---\n',
  '\n---\n',
].concat(
  ['\n...\n', '--- kind: Secret\n', 'kind: Secret', '\n  ', '\n\t', ' \n', '%TAG ! x\n', '\0', '\u0007', '\u001b'],
  ['\u007f', '\u0080', '\u0085', '\u009f', '\u00a0', 'é', '\u2028', '\u2029', '\ufeff', '\ufffe', '\uffff', '😀'],
  ['\ue000', '\u200d', '\u202e', '\u{1fffe}', '\u{e0001}', '\u{10ffff}'],
);

const word = fc.constantFrom(...WORDS);
const numberLike = fc.string({ unit: fc.constantFrom(...'0123456789+-._:eExXobO'), minLength: 1, maxLength: 8 });
const nameLike = fc.string({
  unit: fc.constantFrom(...'aAeEfFiInNoOtTxXyY019._-/:=,~*%@+ '),
  minLength: 1,
  maxLength: 6,
});
const pieces = fc.array(fc.oneof(fc.constantFrom(...PIECES), word), { maxLength: 5 }).map((parts) => parts.join(''));
const lines = fc
  .tuple(
    fc.array(fc.oneof(word, pieces, fc.string()), { minLength: 1, maxLength: 5 }),
    fc.constantFrom('', '\n', '\n\n'),
  )
  .map(([texts, end]) => texts.join('\n') + end);
const long = fc
  .tuple(
    fc.constantFrom('k', 'ä', '😀', 'k ', '\n', '\t'),
    fc.constantFrom(127, 128, 129, 341, 1021, 1022, 1023, 1024, 1025),
  )
  .map(([unit, count]) => unit.repeat(count));
const text = fc
  .oneof(
    { weight: 5, arbitrary: word },
    { weight: 3, arbitrary: numberLike },
    { weight: 3, arbitrary: nameLike },
    { weight: 3, arbitrary: pieces },
    { weight: 3, arbitrary: lines },
    { weight: 2, arbitrary: anyText() },
    { weight: 1, arbitrary: long },
  )
  .filter((value) => value !== '__proto__');
const number = fc
  .oneof(
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(1e20, 1e21),
  )
  .map((value) => (Object.is(value, -0) ? 0 : value));

const { value } = fc.letrec<{ value: unknown; list: unknown[]; map: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: text },
    { weight: 1, arbitrary: number },
    { weight: 1, arbitrary: fc.constantFrom(null, true, false) },
    { weight: 2, arbitrary: tie('list') },
    { weight: 4, arbitrary: tie('map') },
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
  map: fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
}));

describe.each(readers)('$name', ({ read }) => {
  it('reads the values that were written', () => {
    fc.assert(
      fc.property(value, (written) => {
        expect(read(stringifyObject(written))).toEqual([written]);
      }),
      RUNS,
    );
  });

  it('reads every document that was written, and no more', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), (written) => {
        expect(read(stringifyDocuments(written))).toEqual(written);
      }),
      { ...RUNS, numRuns: 100 },
    );
  });
});

describe('PyYAML', () => {
  if (!hasPyYaml) lacking('python-yaml', 'PyYAML is not there');
  const itWithPyYaml = hasPyYaml ? it : it.skip;

  itWithPyYaml('reads back what was written', () => {
    const written = fc.sample(value, RUNS);
    const read = readWithPyYaml(written.map((one) => stringifyObject(one)));
    written.forEach((one, index) => {
      expect(read[index]).toEqual([one]);
    });
  });
});

describe('the text', () => {
  it('does not depend on the order of the keys', () => {
    const shuffled = fc
      .dictionary(fc.oneof(text, fc.constantFrom('apiVersion', 'kind', 'metadata', 'name')), value, { maxKeys: 8 })
      .chain((map) =>
        fc.tuple(fc.constant(map), fc.shuffledSubarray(Object.entries(map), { minLength: Object.keys(map).length })),
      );
    fc.assert(
      fc.property(shuffled, ([map, entries]) => {
        expect(stringifyObject({ list: [Object.fromEntries(entries)] })).toBe(stringifyObject({ list: [map] }));
      }),
      RUNS,
    );
  });

  it('ends with one newline and has no trailing spaces, tabs or unprintable characters', () => {
    fc.assert(
      fc.property(value, (written) => {
        const output = stringifyObject(written);
        expect(output).toMatch(/[^\n]\n$/);
        expect(output).not.toMatch(/[ \t]$/m);
        expect(output.replaceAll('\n', '').replaceAll('\t', '')).not.toMatch(/[\p{Cc}\u2028\u2029\ufeff]/u);
      }),
      RUNS,
    );
  });

  it('has no anchors if an object occurs several times', () => {
    fc.assert(
      fc.property(value, (shared) => {
        const output = stringifyObject({ a: shared, b: [shared, shared], c: { d: shared } });
        expect(hasAnchors(output)).toBe(false);
      }),
      { ...RUNS, numRuns: 100 },
    );
  });
});
