import { join } from 'node:path';
import { analyse } from 'scslre';
import ts from 'typescript';
import { root, sources, textOf } from './repository';

/** The files with expressions that are reported and yet read their text in linear time. */
const linear = [
  // In `name: value`, the comment after a value always reaches the end of the line, so that it is read once.
  { file: 'model/secrets/detect.ts', start: '/^[ \\t]*(?:- +)?' },
];

/** The files that make an expression from values while they run. They escape the values, so that only literal text varies. */
const dynamic = ['actions/deployments/clusters.ts', 'actions/diff/target-files.ts'];

/** The files in which a function contains `new RegExp(…)`, and those in which it stands at the top. */
function constructed(): { inFunctions: string[]; atTop: string[] } {
  const found = { inFunctions: [] as string[], atTop: [] as string[] };
  for (const file of sources()) {
    const visit = (isInFunction: boolean) => (node: ts.Node) => {
      const isCall = ts.isNewExpression(node) || ts.isCallExpression(node);
      if (isCall && node.expression.getText() === 'RegExp') found[isInFunction ? 'inFunctions' : 'atTop'].push(file);
      ts.forEachChild(node, visit(isInFunction || ts.isFunctionLike(node)));
    };
    visit(false)(ts.createSourceFile(file, textOf(`src/${file}`) ?? '', ts.ScriptTarget.Latest, true));
  }
  return found;
}

/** The expressions that a module constructs while it is loaded. */
function constructedBy(file: string): string[] {
  const real = globalThis.RegExp;
  const made: string[] = [];
  const observed = new Proxy(real, {
    construct(target, args: [string, string?]) {
      const expression = new target(...args);
      made.push(String(expression));
      return expression;
    },
  });
  globalThis.RegExp = observed;
  try {
    jest.isolateModules(() => require(join(root, 'src', file)));
  } finally {
    globalThis.RegExp = real;
  }
  return made;
}

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

test('an expression that is made by new RegExp takes linear time too', () => {
  const { inFunctions, atTop } = constructed();
  expect([...new Set(inFunctions)]).toEqual(dynamic);
  const slow = [...new Set(atTop)].flatMap((file) => {
    const made = constructedBy(file);
    expect(made.length).toBeGreaterThan(0);
    return made.filter(isSlow).map((literal) => ({ file, literal }));
  });
  expect(slow).toEqual([]);
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
