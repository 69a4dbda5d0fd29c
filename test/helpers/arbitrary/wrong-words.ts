/** What somebody may write in place of one word of a line that towpath wrote, such as the trailer of a commit. */
export const wrongWords: readonly string[] = [
  ...['', ' ', '-', 'null', 'true', '1', '2', '1 1', 'x'.repeat(100_000), '[]', '{}', '"x"', '\\', '%H', '*', '../..'],
  ...['\u001b[2J\u009b31m', '\u001f', '\u001e', '\u0000', '\ufffd', '\u202e', '::error::x', 'error fake-code: a'],
  ...['constructor', '__proto__', 'qa', 'dev', 'prod', 'blog', 'shop', 'blog/api', 'shop/wrk', 'v1', 'V2'],
  ...['shop/', '/api', 'shop/api/api/api', '--output=x', 'a@b', 'Ada <ada@example.org>', `sha256:${'0'.repeat(64)}`],
  ...['soon', '2026-13-45T99:99:99Z', '2026-11-20', 'Infinity', '9999-12-31T23:59:59Z', '2027-01-01T00:00:00Z'],
];

/** Lines in which one word is missing, twice, or another one, and the words in another order. */
export function wrongLines(line: string): string[] {
  const words = line.split(' ');
  const changed = words.flatMap((word, index) => [
    words.toSpliced(index, 1),
    words.toSpliced(index, 0, word),
    ...wrongWords.map((wrong) => words.with(index, wrong)),
  ]);
  return [...changed, words.toReversed(), [...words, ...words]]
    .map((one) => one.join(' '))
    .filter((one) => one !== line);
}
