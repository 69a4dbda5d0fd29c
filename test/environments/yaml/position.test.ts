import { readYaml } from '../../../src/environments/yaml/read';

describe('positionOf', () => {
  const { positionOf } = readYaml(
    '# c\na:\n  b: {c: 1, d: {e: [x, f: 2]}}\n  "g": # c\n    - h\n    -   i: 1\n    -\nj:\n',
  );

  it.each<[(string | number)[], number, number]>([
    [['a'], 2, 1],
    [['a', 'b'], 3, 3],
    [['a', 'b', 'c'], 3, 7],
    [['a', 'b', 'd', 'e'], 3, 17],
    [['a', 'b', 'd', 'e', 0], 3, 21],
    [['a', 'b', 'd', 'e', 1], 3, 24],
    [['a', 'b', 'd', 'e', 1, 'f'], 3, 24],
    [['a', 'g'], 4, 3],
    [['a', 'g', 0], 5, 7],
    [['a', 'g', 1], 6, 9],
    [['a', 'g', '1', 'i'], 6, 9],
    [['a', 'g', 2], 7, 5],
    [['j'], 8, 1],
  ])('%j is at %d:%d', (path, line, column) => {
    expect(positionOf(path)).toEqual({ line, column });
  });

  it.each<[(string | number)[]]>([[['x']], [['a', 'x']], [['a', 'b', 'c', 'x']], [['a', 'g', 3]], [['j', 'x']]])(
    '%j is nowhere',
    (path) => expect(positionOf(path)).toBeUndefined(),
  );

  it('is the first one of duplicate keys', () => {
    expect(readYaml('a: 1\na: 2\n').positionOf(['a'])).toEqual({ line: 1, column: 1 });
  });
});
