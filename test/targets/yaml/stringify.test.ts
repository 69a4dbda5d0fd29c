import { runInNewContext } from 'node:vm';
import { stringifyDocuments, stringifyObject } from '../../../src/targets/yaml/stringify';

/** The form of `text` as the value of a key. */
const written = (text: string) => stringifyObject({ key: text }).slice('key: '.length, -1);

describe('an object', () => {
  it('is written in the usual form', () => {
    const text = stringifyObject({
      spec: {
        strategy: { type: 'Recreate' },
        template: {
          containers: [
            {
              image: 'example/pssp-api:v0.3.0',
              args: ['--port=8080', '-c', 'exec redis-cli ping'],
              resources: { limits: { cpu: '500m', memory: '1.5Gi' }, requests: {} },
              volumeMounts: [],
              name: 'api',
              env: undefined,
            },
          ],
        },
        replicas: 3,
        paused: false,
      },
      metadata: { labels: { 'app.kubernetes.io/name': 'api', version: '1.10' }, name: 'api' },
      kind: 'Deployment',
      apiVersion: 'apps/v1',
    });

    expect(text).toBe(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  labels:
    app.kubernetes.io/name: api
    version: "1.10"
spec:
  paused: false
  replicas: 3
  strategy:
    type: Recreate
  template:
    containers:
      - name: api
        args:
          - --port=8080
          - -c
          - exec redis-cli ping
        image: example/pssp-api:v0.3.0
        resources:
          limits:
            cpu: 500m
            memory: 1.5Gi
          requests: {}
        volumeMounts: []
`);
  });

  it('has its keys in the order of their code units, after the leading ones', () => {
    const keys = ['b', 'B', 'é', 'a10', 'a9', 'name', '10', '9', 'metadata', 'kind', 'apiVersion'];
    const text = stringifyObject(Object.fromEntries(keys.map((key) => [key, null])));

    expect(text.match(/[^"\n]+(?="?: null)/g)?.join(' ')).toBe('apiVersion kind metadata name 10 9 B a10 a9 b é');
  });

  it('is written completely at each place where it occurs', () => {
    const shared = { app: 'x' };

    expect(stringifyObject({ a: shared, b: [shared] })).toBe('a:\n  app: x\nb:\n  - app: x\n');
  });

  it('may come from another realm or have no prototype', () => {
    expect(stringifyObject(runInNewContext('({ a: [1] })'))).toBe('a:\n  - 1\n');
    expect(stringifyObject(Object.assign(Object.create(null), { a: 1 }))).toBe('a: 1\n');
  });

  it('has keys that are quoted like values', () => {
    expect(stringifyObject({ yes: 1, '1': 1, '0x1': 1, '': 1, 'a: b': 1, 'a\nb\n': 1, '<<': 1 })).toBe(
      '"": 1\n"0x1": 1\n"1": 1\n"<<": 1\n"a\\nb\\n": 1\n"a: b": 1\n"yes": 1\n',
    );
  });

  it('has an explicit key if the key is too long for a simple one', () => {
    const [fits, long] = ['k'.repeat(1024), 'k'.repeat(1025)];

    expect(stringifyObject({ [fits]: 1 })).toBe(`${fits}: 1\n`);
    expect(stringifyObject({ [long]: { a: 1, b: 'x\ny\n' } })).toBe(`? ${long}\n: a: 1\n  b: |\n    x\n    y\n`);
  });
});

describe('a text', () => {
  it.each(['Recreate', '/data', './run', '.gitignore', 'a', 'x:y', '-v', '100Mi', '30s', 'http://api:80/a'])(
    'is written without quotes: %s',
    (text) => {
      expect(written(text)).toBe(text);
    },
  );

  it.each(
    `y Y n N yes Yes no NO on off ON true False null Null ~ .inf -.Inf .NaN = << - ? --- ... ! & * % @ \` # [ { , |
    0 -1 +1 1. .5 1e3 12e03 7e12345 e5 E10 .e5 -e5 0123 0o17 0O17 +0o17 -0o17 0X1F 0x1F 0B11 0b1 017 1_000 1:30
    190:20:30 2024-01-01 1.10 1.2.3 10.0.0.1 010m`.split(/\s+/),
  )('is quoted if a reader would read something else: %s', (text) => {
    expect(written(text)).toBe(`"${text}"`);
  });

  it.each(['', ' ', ' a', 'a ', 'a  b', 'a: b', 'a:', 'a #b', '- a', '? a', '--- a', '!a', '&a', '*a', '%a', "'a'"])(
    'is quoted because of its syntax: <%s>',
    (text) => {
      expect(written(text)).toBe(`"${text}"`);
    },
  );

  it.each([
    ['\t', '"\\t"'],
    ['\r\n', '"\\r\\n"'],
    ['\0\u001b', '"\\u0000\\u001b"'],
    ['\u007f\u0080\u0085\u00a0', '"\\u007f\\u0080\\u0085\\u00a0"'],
    ['\u2028\u2029', '"\\u2028\\u2029"'],
    ['\ufeff\ufffe\uffff', '"\\ufeff\\ufffe\\uffff"'],
    ['\u200b\u202e\u2066', '"\\u200b\\u202e\\u2066"'],
    ['\u{e0001}\u{10ffff}', '"\\U000e0001\\U0010ffff"'],
    ['"\\', '"\\"\\\\"'],
    ['é 😀', '"é 😀"'],
  ])('has escapes for invisible characters: %j', (text, expected) => {
    expect(written(text)).toBe(expected);
  });

  it('is never folded', () => {
    const words = 'word '.repeat(100).trim();

    expect(written(words)).toBe(words);
    expect(written(`# ${words}`)).toBe(`"# ${words}"`);
  });
});

describe('a text of several lines', () => {
  it.each([
    ['a\n  b\n', '|\n  a\n    b'],
    ['a\n\nb', '|-\n  a\n\n  b'],
    ['# é 😀\ta\n---\nkind: Secret\n', '|\n  # é 😀\ta\n  ---\n  kind: Secret'],
    ['no\n', '|\n  no'],
  ])('is a block: %j', (text, expected) => {
    expect(written(text)).toBe(expected);
  });

  it.each([
    '\n',
    '\na',
    ' a\nb',
    '\ta\nb',
    'a\n\tb',
    'a\n \tb',
    'a \nb',
    'a\n \n',
    'a\r\nb',
    'a\u2028\nb',
    'a\0\n',
    'a\u0085\n',
  ])('is quoted if readers or editors would change a block: %j', (text) => {
    expect(written(text)).toMatch(/^"[^\n]*"$/);
  });

  it('keeps the blank lines at its end, and is quoted if the document would end with them', () => {
    expect(stringifyObject({ a: 'x\n\n', b: 1 })).toBe('a: |+\n  x\n\nb: 1\n');
    expect(stringifyObject({ a: [{ b: 'x\n\n' }] })).toBe('a:\n  - b: "x\\n\\n"\n');
  });

  it('is quoted if it is the whole document', () => {
    expect(stringifyObject('a\n---\nb\n')).toBe('"a\\n---\\nb\\n"\n');
  });
});

describe('a number', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [-12, '-12'],
    [1.5, '1.5'],
    [1e20, '100000000000000000000'],
    [2 ** 63, '9223372036854775808'],
    [1e21, '1.0e+21'],
    [-1.5e300, '-1.5e+300'],
    [1e-7, '1.0e-7'],
    [10n, '10'],
  ])('%p is %s', (number, expected) => {
    expect(stringifyObject(number)).toBe(`${expected}\n`);
  });
});

describe('documents', () => {
  it('have separators if there are several', () => {
    expect(stringifyDocuments([])).toBe('');
    expect(stringifyDocuments([{ a: 1 }])).toBe('a: 1\n');
    expect(stringifyDocuments([{ a: 1 }, [], null, true])).toBe('---\na: 1\n---\n[]\n---\nnull\n---\ntrue\n');
  });
});

describe('a value without a form in YAML', () => {
  const itself: unknown[] = [];
  itself.push({ again: itself });

  it.each([
    [
      { spec: { data: { 'a b': [0, 1, 2, new Date(0)] } } },
      'spec.data["a b"][3]: an instance of Date cannot be written as YAML',
    ],
    [new Map(), '(root): an instance of Map cannot be written as YAML'],
    [undefined, '(root): a value of type undefined cannot be written as YAML'],
    [{ a: [undefined] }, 'a[0]: a value of type undefined cannot be written as YAML'],
    [{ a: () => 1 }, 'a: a value of type function cannot be written as YAML'],
    [{ a: Symbol('s') }, 'a: a value of type symbol cannot be written as YAML'],
    [{ a: Number.NaN }, 'a: NaN is not a finite number'],
    [{ a: Number.NEGATIVE_INFINITY }, 'a: -Infinity is not a finite number'],
    [{ a: 2n ** 53n }, 'a: 9007199254740992 is too large for a number'],
    [{ a: 'x\ud800' }, 'a: the text contains half of a surrogate pair, which is not valid Unicode'],
    [{ a: { '\udc00': 1 } }, 'a["\\udc00"]: the text contains half of a surrogate pair, which is not valid Unicode'],
    [JSON.parse('{"a": {"__proto__": {"b": 1}}}'), 'a.__proto__: YAML readers interpret this key in different ways'],
    [itself, '[0].again: the object contains itself'],
  ])('is an error with its path: %#', (value, message) => {
    expect(() => stringifyObject(value)).toThrow(new Error(message));
  });
});
