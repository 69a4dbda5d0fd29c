import fs from 'node:fs';
import { TowpathError } from '../../src/diagnostics';
import { builtinsNow, mayHaveChanged } from '../../src/workspace/builtins';
import { runUserCode } from '../../src/workspace/user-code';

const changes: [string, () => void, string][] = [
  ['a method', () => Object.assign(Array.prototype, { map: () => [] }), '`Array.prototype.map` is replaced'],
  ['a function', () => Object.assign(JSON, { stringify: () => '' }), '`JSON.stringify` is replaced'],
  ['a function that is bound', () => Object.assign(Object, { keys: Object.keys.bind(1) }), '`Object.keys` is replaced'],
  ['a class', () => Object.assign(globalThis, { Set: class {} }), '`Set` is replaced'],
  ['the clock', () => Object.assign(Date, { now: () => 0 }), '`Date.now` is replaced'],
  ['a removed method', () => void Reflect.deleteProperty(String.prototype, 'at'), '`String.prototype.at` is removed'],
  [
    'an iterator',
    () => void Object.defineProperty(Array.prototype, Symbol.iterator, { value: function* () {} }),
    '`Array.prototype[Symbol.iterator]` is replaced',
  ],
  [
    'a getter that throws',
    () =>
      void Object.defineProperty(Object, 'entries', {
        get() {
          throw new Error('read');
        },
      }),
    '`Object.entries` is replaced',
  ],
  [
    'a getter',
    () => void Object.defineProperty(Map.prototype, 'size', { get: () => 0 }),
    '`Map.prototype.size` is replaced',
  ],
  [
    'a field of all objects',
    () => Object.assign(Object.prototype, { extra: 1 }),
    '`Object.prototype` has a new enumerable field, `extra`',
  ],
  [
    'a field of all lists',
    () => Object.assign(Array.prototype, { extra: 1 }),
    '`Array.prototype` has a new enumerable field, `extra`',
  ],
  ['a function of Node', () => Object.assign(fs, { writeFileSync: () => {} }), '`fs.writeFileSync` is replaced'],
];

test.each(changes)('a change of a built-in is an error that names it, and is undone: %s', (_, change, said) => {
  const before = builtinsNow();
  const run = () =>
    runUserCode('apps/shop.ts', () => {
      change();
      throw new Error('a consequence');
    });
  expect(run).toThrow(TowpathError);
  expect(mayHaveChanged(before)).toBe(false);
  let issues: unknown;
  try {
    run();
  } catch (error) {
    issues = (error as TowpathError).issues;
  }
  expect(issues).toEqual([
    expect.objectContaining({
      code: 'application-changes-builtins',
      location: { file: 'apps/shop.ts' },
      message: `the code of apps/shop.ts changes what towpath itself uses: ${said}`,
    }),
  ]);
});

/** The way in which core-js makes a function look native. */
function polyfillLikeCoreJs() {
  const { toString: text } = Function.prototype;
  const { push } = Array.prototype;
  const polyfill = {
    push(this: unknown[], ...items: unknown[]) {
      return push.apply(this, items);
    },
  };
  Object.assign(Array.prototype, polyfill);
  Object.defineProperty(Array.prototype, 'push', { enumerable: false });
  Object.assign(Function.prototype, {
    toString(this: unknown) {
      return this === polyfill.push ? text.call(push) : text.call(this);
    },
  });
  return () => {
    Object.defineProperty(Array.prototype, 'push', { value: push });
    Object.defineProperty(Function.prototype, 'toString', { value: text });
  };
}

test.each<[string, () => (() => void) | undefined]>([
  ['a polyfill that replaces a function', polyfillLikeCoreJs],
  [
    'a polyfill that adds a method',
    () => {
      Object.defineProperty(Array.prototype, 'added', { value: () => {}, configurable: true });
      return () => void Reflect.deleteProperty(Array.prototype, 'added');
    },
  ],
  [
    'a formatter of stack traces',
    () => {
      const { prepareStackTrace } = Error;
      Error.prepareStackTrace = (error) => String(error);
      return () => {
        Error.prepareStackTrace = prepareStackTrace;
      };
    },
  ],
  [
    'functions of fs that graceful-fs replaces',
    () => {
      Object.assign(fs, { closeSync: () => {}, statSync: () => {} });
      return undefined;
    },
  ],
])('what libraries do is no error: %s', (_, change) => {
  let undo: (() => void) | undefined;
  try {
    expect(
      runUserCode('apps/shop.ts', () => {
        undo = change();
        return 'done';
      }),
    ).toBe('done');
    expect(fs.statSync('.').isDirectory()).toBe(true);
  } finally {
    undo?.();
  }
});

test('what other code changes between two runs is none of the application', () => {
  const { keys } = Object;
  runUserCode('apps/shop.ts', () => {});
  Object.keys = (value: object) => keys(value);
  try {
    expect(runUserCode('apps/shop.ts', () => 'done')).toBe('done');
  } finally {
    Object.keys = keys;
  }
});
