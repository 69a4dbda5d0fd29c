import { analyse } from 'scslre';
import ts from 'typescript';
import { sources, textOf } from './repository';

/** The files with expressions that are reported and yet read their text in linear time. */
const linear = [
  // In `name: value`, the comment after a value always reaches the end of the line, so that it is read once.
  { file: 'model/secrets/detect.ts', start: '/^[ \\t]*(?:- +)?' },
];

/** The regular expressions that a source contains as literals. */
function literalsIn(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest));
  return found;
}

/** Whether the time of an expression can grow faster than its text, by going back or by starting at each character. */
function isSlow(literal: string): boolean {
  const end = literal.lastIndexOf('/');
  const { reports } = analyse({ source: literal.slice(1, end), flags: literal.slice(end + 1) });
  return reports.length > 0;
}

test('no regular expression of the source takes more than linear time', () => {
  const slow = sources().flatMap((file) =>
    literalsIn(textOf(`src/${file}`) ?? '')
      .filter(isSlow)
      .map((literal) => ({ file, literal })),
  );
  const known = linear.map(({ file, start }) => ({ file, literal: expect.stringContaining(start) }));
  expect(slow).toEqual(known);
});

test.each([
  ['/^(a+)+$/', true],
  ['/a*a*b/', true],
  ['/\\s+$/', true],
  ['/(?<!\\s)\\s+$/', false],
  ['/^[a-z]+$/', false],
])('the check judges %s', (literal, expected) => {
  expect(literalsIn(`const found = ${literal}.test(text);`).map(isSlow)).toEqual([expected]);
});
