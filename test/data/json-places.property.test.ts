import fc from 'fast-check';
import { type JsonPlace, jsonPlaces, NotJson } from '../../src/data/json-places';

/** JSON, and JSON in which something was removed, doubled or put in. */
const text = fc
  .tuple(
    fc.json(),
    fc.nat(),
    fc.nat({ max: 3 }),
    fc.constantFrom('', '', ',', '}', ']', '"', ':', '//', '\\', '\n', '\u0001', '01', 'e', '\u00a0'),
  )
  .map(([json, at, gone, put]) => {
    const from = at % (json.length + 1);
    return json.slice(0, from) + put + json.slice(from + gone);
  });

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function placesOf(text: string): JsonPlace | undefined {
  try {
    return jsonPlaces(text);
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

/** Whether each map has the entries that the text of its place says. */
function agrees(text: string, { start, end, entries }: JsonPlace): boolean {
  const value = JSON.parse(text.slice(start, end));
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isMap || !entries) return !isMap && !entries;
  const same = entries.every((entry) => Object.hasOwn(value, entry.key) && agrees(text, entry.value));
  return same && Object.keys(value).every((key) => entries.some((entry) => entry.key === key));
}

test('the places of a text are found if it is JSON, and only then', () => {
  fc.assert(
    fc.property(text, (text) => {
      const places = placesOf(text);
      expect(places !== undefined).toBe(parsed(text) !== undefined);
      if (places) expect(agrees(text, places)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
