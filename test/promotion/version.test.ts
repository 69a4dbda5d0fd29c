import { compareTags } from '../../src/promotion/version';

// From the earliest to the latest. @see https://semver.org/#spec-item-11
const ordered = [
  'v0.2.9',
  'v0.2.10',
  'v1.0.0-alpha',
  'v1.0.0-alpha.1',
  'v1.0.0-alpha.beta',
  'v1.0.0-beta.2',
  'v1.0.0-beta.11',
  'v1.0.0-rc.1',
  '1.0.0',
  'v1.0.1',
  '2026.11.28',
];

test('tags with numbers are ordered as semantic versions', () => {
  for (const [i, one] of ordered.entries())
    for (const [j, other] of ordered.entries())
      expect(Math.sign(compareTags(one, other) ?? NaN)).toBe(Math.sign(i - j));
});

test.each([
  ['1.0', '1.0.0'],
  ['v1.2.3', '1.2.3'],
  ['1.2.3+build.5', '1.2.3_build.6'],
])('%s and %s are the same version', (one, other) => {
  expect(compareTags(one, other)).toBe(0);
});

test.each(['main', '7e12345', '20261128', 'release-5', 'v1', `${'1.'.repeat(40)}1`])(
  'the tag %s has no order',
  (tag) => {
    expect(compareTags(tag, 'v1.0.0')).toBeUndefined();
  },
);
