import { bytesText, coresText, numberOf } from '../../../src/targets/compose/quantity';

test.each([
  ['256Mi', '256M'],
  ['1Gi', '1G'],
  ['1.5Gi', '1536M'],
  ['1M', '1000000'],
  ['1e3', '1000'],
  ['128974848000m', '123M'],
  ['1500m', '2'],
  ['0', '0'],
])('memory of %s is written as %s', (quantity, text) => {
  expect(bytesText(quantity)).toBe(text);
});

test.each([
  ['500m', '0.5'],
  ['2', '2'],
  ['10', '10'],
  ['100u', '0.0001'],
])('CPU of %s is written as %s cores', (quantity, text) => {
  expect(coresText(quantity)).toBe(text);
});

test('an exponent is not read as a suffix', () => {
  expect(numberOf('1E')).toBe(1e18);
  expect(numberOf('1E2')).toBe(100);
});
