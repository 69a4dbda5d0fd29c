import { editOne } from './edit-one';

describe('setting', () => {
  it.each<[string, string, string]>([
    // Quotes stay where they can hold the text.
    ["a: 'x' # c\n", "it's", "a: 'it''s' # c\n"],
    ["a: 'x'\n", '1.10', "a: '1.10'\n"],
    ["a: 'x'\n", 'x\ny', 'a: "x\\ny"\n'],
    ['a: "x"\n', 'v1', 'a: "v1"\n'],
    ['a: "x"\n', 'say "\\"', 'a: "say \\"\\\\\\""\n'],
    ['a: x\n', 'v1.2.3', 'a: v1.2.3\n'],
    ['a: x\n', '1.2.3-rc.1', 'a: 1.2.3-rc.1\n'],
    ['a: x\n', 'repo/app@sha256:0a', 'a: repo/app@sha256:0a\n'],
    ['a: x\n', 'two words', 'a: two words\n'],
    ['a: x\n', 'a: b', 'a: "a: b"\n'],
    ['a: x\n', 'a #b', 'a: "a #b"\n'],
    ['a: x\n', '- a', 'a: "- a"\n'],
    ['a: x\n', 'x ', 'a: "x "\n'],
    ['a: x\n', '', 'a: ""\n'],
    ['a: x\n', '\u{1F600}\u{E0001}\u0085', 'a: "\u{1F600}\\U000E0001\\U00000085"\n'],
    // Scalars on more than one line.
    ['a: x\n  y # c\nb: 1\n', 'v1', 'a: v1 # c\nb: 1\n'],
    ['a: | # c\n  x\n\n  y\n\nb: 1\n', 'v1', 'a: v1 # c\n\nb: 1\n'],
    ['a: |+\n  x\n\n', 'v1', 'a: v1\n'],
    ['a: >-\n  x', 'v1', 'a: v1'],
    ['a: |\nb: 1\n', 'v1', 'a: v1\nb: 1\n'],
    ['a: # c\n  x\n', 'v1', 'a: # c\n  v1\n'],
    // Nulls.
    ['a:\nb: 1\n', 'v1', 'a: v1\nb: 1\n'],
    ['a:   # c\n', 'v1', 'a: v1   # c\n'],
    ['a:', 'v1', 'a: v1'],
    ['a: ~ # c\n', 'v1', 'a: v1 # c\n'],
    ['a: null\n', 'null', 'a: "null"\n'],
    ['{a: , b: 1}\n', 'v1', '{a: v1 , b: 1}\n'],
    ['{a, b: 1}\n', 'v1', '{a: v1, b: 1}\n'],
    ['{"a":}\n', 'v1', '{"a": v1}\n'],
    // Nothing to change.
    ['a: 0123\n', '0123', 'a: 0123\n'],
    ["a: 'x'  # c", 'x', "a: 'x'  # c"],
    // Unusual, but YAML.
    ['? a\n: x\n', 'v1', '? a\n: v1\n'],
    ['---\na: x\n...\n', 'v1', '---\na: v1\n...\n'],
    ['"a" : x\n', 'v1', '"a" : v1\n'],
  ])('%j to %j', (text, value, expected) => {
    expect(editOne(text, 'a', value)).toBe(expected);
  });
});
