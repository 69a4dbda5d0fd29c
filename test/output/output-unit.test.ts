import { isOutputPath } from '../../src/output/output-unit';

test.each([
  '../a',
  'dev/../a',
  '/dev/a',
  'dev//a',
  'dev/./a',
  'dev/',
  'dev',
  'DEV/a',
  'dev/a\0b',
  'dev\\a',
  'dev/a\\b',
  `dev/${'a'.repeat(256)}`,
])('an edited index cannot name %j as an output file', (path) => {
  expect(isOutputPath(path)).toBe(false);
});

test('an index can name files of an environment', () => {
  expect(isOutputPath('dev/shop/_role.a.yaml')).toBe(true);
});
