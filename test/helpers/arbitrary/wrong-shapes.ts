import { pathsIn, withValue } from '../../actions/rollback/mutations';

const marker = 'towpath-test-marker';

/**
 * Values in JSON, and so in YAML, that stand for every wrong shape. They are texts, because a text can hold what no
 * value in memory shows: keys that change what objects inherit, and numbers that are too large.
 */
export const wrongShapes: Readonly<Record<string, string>> = {
  null: 'null',
  'a text': '"some text"',
  'an empty text': '""',
  'a number': '7',
  'a negative number': '-1',
  'a fraction': '1.5',
  'a number without end': '1e999',
  true: 'true',
  false: 'false',
  'an empty list': '[]',
  'a list of lists': '[[[]]]',
  'a list of texts': '["x"]',
  'a list of null': '[null]',
  'an empty map': '{}',
  'a map': '{"a":1}',
  'a map of null': '{"a":null}',
  'a very long text': JSON.stringify('x'.repeat(100_000)),
  'deeply nested lists': `${'['.repeat(5000)}${']'.repeat(5000)}`,
  'deeply nested maps': `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
  'a text with codes of a terminal': JSON.stringify('\u001b[2J\u009b31m\n::error::x\nerror fake-code: a'),
  'a key with codes of a terminal': JSON.stringify({ '\u001b[2J\u009b31m\n::error::x\nerror fake-code: a': 1 }),
  'the prototype as a key': '{"__proto__":{"toString":1}}',
  'a method as a key': '{"toString":1}',
  'the prototype as a text': '"__proto__"',
  'a method as a text': '"constructor"',
  'half of a character': '"\\ud800"',
};

/** The text of a value in JSON with one of its values replaced, once for each place in it and each wrong shape. */
export function withWrongShapes(value: unknown, indent?: number): { place: string; shape: string; text: string }[] {
  return [[], ...pathsIn(value)].flatMap((path) => {
    const marked = path.length === 0 ? marker : withValue(value, path, marker);
    const text = JSON.stringify(marked, null, indent);
    return Object.entries(wrongShapes).map(([shape, wrong]) => ({
      place: path.join('.'),
      shape,
      text: text.replace(JSON.stringify(marker), () => wrong),
    }));
  });
}

/** What somebody may write in place of a moment or of the number of a format, beside what has another type. */
const wrongMoments: Readonly<Record<string, string>> = {
  'a moment of the future': '"9999-12-31T23:59:59.999Z"',
  'a moment that no calendar has': '"2026-13-45T99:99:99Z"',
  'a moment before all others': '"-271821-04-20T00:00:00.000Z"',
  'a day': '"2026-11-20"',
  'another number of a format': '2',
  'the largest number': '9007199254740991',
};

/** A record that towpath wrote, changed in one place by somebody else. */
export interface ForgedRecord {
  readonly place: string;
  readonly how: string;
  readonly text: string;
}

/**
 * A record in JSON with each of its values in every wrong shape, left out and written twice, and with a field in each of
 * its maps that no record has.
 */
export function forgedRecords(record: unknown): ForgedRecord[] {
  const whole = JSON.stringify(record);
  const shaped = withWrongShapes(record).map(({ place, shape, text }) => ({ place, how: shape, text }));
  const others = pathsIn(record).flatMap((path) => {
    const place = path.join('.');
    const value = path.reduce<unknown>((one, step) => (one as Record<string, unknown>)[step], record);
    const said = (how: string, changed: unknown) => ({ place, how, text: JSON.stringify(changed) });
    const marked = JSON.stringify(withValue(record, path, marker));
    return [
      ...Object.entries(wrongMoments).map(([how, moment]) => ({
        ...{ place, how },
        text: marked.replace(JSON.stringify(marker), () => moment),
      })),
      said('left out', withValue(record, path, undefined)),
      ...(isMap(value) ? [said('with an unknown field', withValue(record, path, { ...value, more: 1 }))] : []),
      ...(Array.isArray(value) ? [said('with everything twice', withValue(record, path, [...value, ...value]))] : []),
    ];
  });
  const twice = { place: '', how: 'written twice', text: whole + whole };
  return [...shaped, ...others, twice].filter(({ text }) => text !== whole);
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
