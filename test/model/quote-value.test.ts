import { quoteValue } from '../../src/model/quote-value';

const circle: Record<string, unknown> = {};
circle.self = circle;

test.each<[unknown, string]>([
  [1n, '`bigint`'],
  [{ a: [1n] }, '`object`'],
  [circle, '`object`'],
  [Symbol('a'), '`symbol`'],
  [() => 1, '`function`'],
  [
    {
      toJSON() {
        throw new Error('a');
      },
    },
    '`object`',
  ],
  [{ a: null }, '`{"a":null}`'],
])('an error can show a value of any type', (value, text) => {
  expect(quoteValue(value)).toBe(text);
});
