import { editOne } from './edit-one';

describe('adding', () => {
  it.each<[string, string, string]>([
    // To nothing.
    ['', 'a/b', 'a:\n  b: v1\n'],
    ['\uFEFF', 'a', '\uFEFFa: v1\n'],
    ['# c\n', 'a', '# c\na: v1\n'],
    ['# c', 'a', '# c\na: v1'],
    ['# c\r\n', 'a/b', '# c\r\na:\r\n  b: v1\r\n'],
    ['---\n# c\n', 'a', '---\n# c\na: v1\n'],
    ['{}\n', 'a/b', 'a:\n  b: v1\n'],
    ['# c\n{ } # d\n', 'a', '# c\na: v1 # d\n'],
    // To empty values.
    ['a:\n', 'a/b', 'a:\n  b: v1\n'],
    ['a:   # c\n  # d\nz: 1\n', 'a/b/c', 'a:   # c\n  b:\n    c: v1\n  # d\nz: 1\n'],
    ['a: {}  # c\n', 'a/b', 'a:  # c\n  b: v1\n'],
    ['a: ~\nx:\n    y: 1\n', 'a/b', 'a:\n    b: v1\nx:\n    y: 1\n'],
    ['a: null', 'a/b', 'a:\n  b: v1'],
    ['{a: , c: 1}\n', 'a/b', '{a: { b: v1 } , c: 1}\n'],
    ['{a: ~}\n', 'a/b', '{a: { b: v1 }}\n'],
    ['x: {a: {}}\n', 'x/a/b', 'x: {a: { b: v1 }}\n'],
    ['x: {a: {   }}\n', 'x/a/b', 'x: {a: { b: v1 }}\n'],
    ['x: {a: { # c\n  }}\n', 'x/a/b', 'x: {a: { b: v1  # c\n  }}\n'],
    // To maps of lines.
    ['a:\n    b: 1\n\n    # c\n# d\nz: 1\n', 'a/x/k', 'a:\n    b: 1\n    x:\n        k: v1\n\n    # c\n# d\nz: 1\n'],
    ['a:\n  b:\n    c: 1 # c\n  # d\n', 'a/x', 'a:\n  b:\n    c: 1 # c\n  x: v1\n  # d\n'],
    ['a:\n  b:\n  - 1\n  - 2\n  -\n', 'a/x', 'a:\n  b:\n  - 1\n  - 2\n  -\n  x: v1\n'],
    ['a:\n  b: |\n    x\n\n\nz: 1\n', 'a/x', 'a:\n  b: |\n    x\n  x: v1\n\n\nz: 1\n'],
    ['a:\n  b: |+\n    x\n\nz: 1\n', 'a/x', 'a:\n  b: |+\n    x\n\n  x: v1\nz: 1\n'],
    ['a:\n  b: |\n    x', 'a/x', 'a:\n  b: |\n    x\n  x: v1'],
    ['a:\n  b: {\n    c: 1\n  }\n', 'a/x', 'a:\n  b: {\n    c: 1\n  }\n  x: v1\n'],
    ['  a: 1\n  b: 2\n', 'x', '  a: 1\n  b: 2\n  x: v1\n'],
    ['---\na: 1\n...\n', 'x', '---\na: 1\nx: v1\n...\n'],
    ['a: 1\r\nb: 2\n', 'x', 'a: 1\r\nb: 2\nx: v1\n'],
    ['a:\n  b: 1\n', 'a/no/1.0', 'a:\n  b: 1\n  "no":\n    "1.0": v1\n'],
    // To maps in braces.
    ['{a: 1}\n', 'x/k', '{a: 1, x: {k: v1}}\n'],
    ['{ a: 1, }\n', 'x', '{ a: 1, x: v1, }\n'],
    ['{ a: [1], b }\n', 'x', '{ a: [1], b, x: v1 }\n'],
    ['{a:}\n', 'x', '{a:, x: v1}\n'],
    ['m: {\n    a: 1, # c\n    b: "2" # d\n  }\n', 'm/x', 'm: {\n    a: 1, # c\n    b: "2", x: v1 # d\n  }\n'],
  ])('to %j at %s', (text, path, expected) => {
    expect(editOne(text, path, 'v1')).toBe(expected);
  });
});
