import { join } from 'node:path';
import fc from 'fast-check';
import { seedsFrom } from '../../tools/random-tests/seeds';
import { filesBelow, root, textOf } from './repository';

const self = 'project/chance.test.ts';
const files = filesBelow(join(root, 'test')).filter((file) => file.endsWith('.ts') && file !== self);

const filesWith = (pattern: RegExp) => files.filter((file) => pattern.test(textOf(`test/${file}`) ?? ''));

describe('npm test', () => {
  test('draws the same values each time', () => {
    expect(fc.sample(fc.nat(), 20)).toEqual(fc.sample(fc.nat(), 20));
  });

  test.each(['jest.config.json', 'test/cluster/jest.config.json', 'test/pulumi/jest.config.json'])(
    'fixes the seed in %s',
    (file) => {
      const { moduleNameMapper } = JSON.parse(textOf(file) ?? '');
      expect(moduleNameMapper['^fast-check$']).toBe('<rootDir>/test/helpers/seed.ts');
    },
  );

  test('knows no other seed, and no other chance', () => {
    const chance = /\bMath\.random\b(?! =)|\b(randomInt|randomBytes|getRandomValues|configureGlobal)\b|\bseed:/;
    expect(filesWith(chance)).toEqual(['helpers/seed.ts']);
  });

  test('has names for files that draw values, so that `npm run test:random` finds them', () => {
    const others = filesWith(/from 'fast-check'/).filter((file) => /\.test\.ts$/.test(file));
    expect(others.filter((file) => !file.endsWith('.property.test.ts'))).toEqual([]);
  });
});

describe('npm run test:random', () => {
  test('takes one seed from TOWPATH_SEED, to repeat a round', () => {
    expect(seedsFrom({ TOWPATH_SEED: '7', TOWPATH_ROUNDS: '3' })).toEqual([7]);
  });

  test('draws as many seeds as TOWPATH_ROUNDS says, and each of them differs', () => {
    expect(new Set(seedsFrom({ TOWPATH_ROUNDS: '3' })).size).toBe(3);
  });

  test.each(['', undefined])('does ten rounds without both: %j', (none) => {
    expect(seedsFrom({ TOWPATH_SEED: none, TOWPATH_ROUNDS: none })).toHaveLength(10);
  });

  test.each(['x', '1.5', '-1', '99999999999'])('refuses %s', (text) => {
    expect(() => seedsFrom({ TOWPATH_SEED: text })).toThrow(`TOWPATH_SEED is "${text}"`);
  });
});
