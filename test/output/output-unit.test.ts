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
])('an index that was edited by hand cannot name %j as a file of towpath', (path) => {
  expect(isOutputPath(path)).toBe(false);
});

test('an index names files of an environment', () => {
  expect(isOutputPath('dev/shop/_role.a.yaml')).toBe(true);
});
