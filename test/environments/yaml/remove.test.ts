import { editOne } from './edit-one';

describe('removing', () => {
  it.each<[string, string, string]>([
    ['a: 1\nb: 2\n', 'a', 'b: 2\n'],
    ['a: 1\nb: 2', 'b', 'a: 1'],
    ['a:\r\n  b: 1', 'a/b', 'a: {}'],
    ['\uFEFFa: 1\r\nb: 2\r\n', 'a', '\uFEFFb: 2\r\n'],
    ['a: 1 # c\n', 'a', ''],
    ['# c\na:\n  # d\n  b: 1\n  # e\n# f\nz: 1\n', 'a', '# c\n  # e\n# f\nz: 1\n'],
    ['a:\nb: 1\n', 'a', 'b: 1\n'],
    ['a: |\n  x\n\nb: 1\n', 'a', '\nb: 1\n'],
    ['a: |+\n  x\n\nb: 1\n', 'a', 'b: 1\n'],
    ['a:\n- 1\n- 2\nb: 1\n', 'a', 'b: 1\n'],
    ['? a\n: 1\nb: 2\n', 'a', 'b: 2\n'],
    // The last one of a map.
    ['a: # c\n  # d\n  b: 1\n  # e\nz: 1\n', 'a/b', 'a: {} # c\n  # d\n  # e\nz: 1\n'],
    ['a:\n  b:\n    c: 1\n', 'a/b/c', 'a:\n  b: {}\n'],
    ['a: { b: 1 }\n', 'a/b', 'a: {}\n'],
    ['a: {b: 1,}\n', 'a/b', 'a: {}\n'],
    ['a: {\n    b: 1 # c\n  }\n', 'a/b', 'a: {\n     # c\n  }\n'],
    // In braces.
    ['{ a: 1, b: 2, c: 3 }\n', 'b', '{ a: 1, c: 3 }\n'],
    ['{ a: 1, b: 2, }\n', 'b', '{ a: 1, }\n'],
    ['{ ? a : 1, b: 2 }\n', 'a', '{ b: 2 }\n'],
    ['{ a: 1 , b }\n', 'b', '{ a: 1 }\n'],
    ['{\n  a: 1,\n  b: 2, # c\n  d: 3\n}\n', 'a', '{\n  b: 2, # c\n  d: 3\n}\n'],
    ['{\n  a: 1,\n  b: 2, # c\n  d: 3\n}\n', 'b', '{\n  a: 1,\n  # c\n  d: 3\n}\n'],
    ['{\n  a: 1,\n  b: 2, # c\n  d: 3\n}\n', 'd', '{\n  a: 1,\n  b: 2, # c\n  \n}\n'],
    ['{\n  a: 1,\n  d: 3\n}\n', 'd', '{\n  a: 1\n}\n'],
  ])('from %j at %s', (text, path, expected) => {
    expect(editOne(text, path, null)).toBe(expected);
  });
});
