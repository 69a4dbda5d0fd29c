import fc from 'fast-check';
import { durationOf, durationText } from '../../src/data/duration';

it.each([
  ['90s', 90_000],
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['1.5s', 1500],
  ['250ms', 250],
  ['0', 0],
])('%s is %d milliseconds', (text, expected) => {
  expect(durationOf(text)).toBe(expected);
});

it.each(['', '5', 'm', '5 m', '5x', '-5m', '5m!'])('%j is no duration', (text) => {
  expect(durationOf(text)).toBeUndefined();
});

it('a duration is shown in the form in which it is written', () => {
  expect(durationText(5_400_000)).toBe('1h30m');
  expect(durationText(0)).toBe('0s');
  fc.assert(fc.property(fc.nat(10 ** 9), (time) => expect(durationOf(durationText(time))).toBe(time)));
});
