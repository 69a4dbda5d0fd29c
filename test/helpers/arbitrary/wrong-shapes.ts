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
