import { readYaml } from '../../../src/environments/yaml/read';
import { problemsOf } from './problems-of';

describe('limits', () => {
  const nested = (depth: number) => Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:`).join('\n');

  it('refuses more than 256 KiB, counted in bytes', () => {
    const filler = (bytes: number) => `a: 1\n#${'é'.repeat((bytes - 6) / 2)}`;
    expect(problemsOf(filler(256 * 1024))).toEqual([]);
    expect(readYaml(filler(256 * 1024 + 2))).toMatchObject({
      data: {},
      problems: [{ code: 'yaml-too-large', line: 1, column: 1 }],
    });
  });

  it('accepts 64 levels and refuses more', () => {
    expect(problemsOf(nested(64))).toEqual([]);
    expect(problemsOf(nested(65))).toEqual(['65:65 yaml-too-deep']);
    expect(problemsOf(`a: ${'['.repeat(63)}${']'.repeat(63)}`)).toEqual([]);
    expect(problemsOf(`a: ${'['.repeat(64)}${']'.repeat(64)}`)).toEqual(['1:67 yaml-too-deep']);
  });

  it.each(['[', '{a: ', '- ', '? ', 'a: ', ': ', '[a,', '{? '])('survives 100 kB of "%s"', (unit) => {
    const found = problemsOf(unit.repeat(100_000 / unit.length));
    expect(found.some((problem) => problem.includes('yaml-too-deep'))).toBe(true);
  });

  it('survives deep maps that end all at once', () => {
    expect(problemsOf(`${nested(400)}\nb: 1\n`)).toEqual(['65:65 yaml-too-deep']);
  });

  it.each(['}', ']\n', 'a: ]\n', '{]'])('survives 200 kB of "%s"', (unit) => {
    expect(problemsOf(unit.repeat(200_000 / unit.length))[0]).toMatch(/^1:\d yaml-syntax/);
  });

  it('finds the places of 10000 entries and items', () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `k${index}`);
    const { positionOf } = readYaml(`a:\n${names.map((name) => `  ${name}:\n`).join('')}b: [${names.join(', ')}]\n`);
    expect(names.map((name) => positionOf(['a', name])?.line)).toEqual(names.map((_, index) => index + 2));
    expect(names.map((_, index) => positionOf(['b', index])?.line)).toEqual(names.map(() => 10_002));
  });

  it('reports at most 100 problems, and says so if there are more', () => {
    const hints = (count: number) => readYaml('a: &x\n'.repeat(count)).problems.map(({ hint }) => hint);
    // Each line but the first repeats the key, too.
    expect(hints(50)).toHaveLength(99);
    expect(hints(50).join()).not.toContain('more');
    expect(hints(51)).toHaveLength(100);
    expect(hints(51).slice(0, -1).join()).not.toContain('more');
    expect(hints(51).at(-1)).toMatch(/\. Only the first 100 problems are shown\.$/);
  });
});
