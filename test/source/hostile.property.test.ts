import fc from 'fast-check';
import { findInPython } from '../../src/source/find-in-python';
import { joinFindings } from '../../src/source/join-findings';

const flow = 'from prefect import flow\n@flow\ndef load(): ...\n';

function names(text: string): string[] {
  return joinFindings([findInPython('a.py', text)]).map(({ name }) => name);
}

test('a broken file is reported with its line, and its other flows are found', () => {
  const { flows, issues } = findInPython('a.py', `${flow}x = = 3\n@flow\ndef other(): ...\n`);
  expect(issues).toMatchObject([{ code: 'source-invalid', severity: 'warning', location: { file: 'a.py', line: 4 } }]);
  expect(flows?.map(({ name }) => name)).toEqual(['load', 'other']);
});

test.each([
  ['yield alone', 'def g():\n    yield\n    x = yield\n    y = (yield)\n'],
  ['a number that ends in a point', 'x = 1.\ny = [1., 2.]\n'],
  ['match', 'match x:\n    case A():\n        pass\n    case {"a": 1, **rest} | [1, *_]:\n        pass\n'],
  [
    'with a target that is no name',
    'with a() as (b, c), d() as e.f:\n    pass\nwith (a() as b, c() as d):\n    pass\n',
  ],
  ['a star in a loop', 'x = [a for a, *b in c]\n'],
  ['types and new strings', 'type X[T] = list[T]\ndef f[T](a: T, /, *, b=1) -> T: return f"{a!r:>{b}}"\n'],
  ['except*', 'try:\n    pass\nexcept* (A, B) as e:\n    pass\n'],
])('valid Python 3 is not reported: %s', (_, text) => {
  expect(findInPython('a.py', text).issues).toEqual([]);
});

test('a file of Python 2 is searched like any other', () => {
  const text = `from celery import Celery\nprint "start"\ntry:\n    pass\nexcept E, e:\n    print >>x, e\nx = 0777\nraise E, "x"\napp = Celery("old")\n`;
  expect(names(text)).toEqual(['old']);
});

test.each([
  ['lists', `x = ${'['.repeat(20_000)}${']'.repeat(20_000)}\n`],
  ['parentheses in a name', `@flow(name=${'('.repeat(5000)}"a"${')'.repeat(5000)})\ndef f(): ...\n`],
  ['attributes', `x = a${'.b'.repeat(20_000)}()\n`],
  ['calls', `${'f('.repeat(10_000)}${')'.repeat(10_000)}\n`],
  ['blocks', Array.from({ length: 500 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('')],
  ['open strings', '"""'.repeat(9999)],
  ['operators', `x = ${'-'.repeat(50_000)}1\n`],
])('deep nesting of %s is read to its end', (_, text) => {
  expect(names(flow + text)).toContain('load');
});

test('a constant that is defined by itself has no text', () => {
  expect(findInPython('a.py', 'from airflow import DAG\nA = B\nB = A\nDAG(A)\n').issues).toHaveLength(1);
});

test('any text is read without an error', () => {
  const words = fc.constantFrom(
    ...[
      '@flow',
      'def',
      'class',
      '(',
      ')',
      '[',
      '{',
      ':',
      '\n',
      '    ',
      '"',
      "'''",
      'f"',
      '{x',
      ',',
      '=',
      '.',
      '*',
      '\\',
    ],
    ...['import', 'from prefect', 'as', 'DAG', 'name', 'if __name__ == "__main__"', '\0', '\u2028', 'ä', '1.'],
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 60 }), (parts) => {
      expect(findInPython('a.py', parts.join(' '), true).flows).toBeDefined();
    }),
  );
});
