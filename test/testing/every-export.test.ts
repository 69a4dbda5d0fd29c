import * as towpath from 'towpath';
import { TowpathError } from 'towpath';
import * as actions from 'towpath/actions';
import * as plus from 'towpath/plus';
import * as testing from 'towpath/testing';
import { folderWith } from '../helpers/files';

const cyclic: Record<string, unknown> = {};
cyclic.self = cyclic;
const throwing = {
  get root() {
    throw new Error('a getter');
  },
};

/** Values of types that no exported function takes as its first argument. */
const wrong: Readonly<Record<string, unknown>> = {
  null: null,
  'a number': 1,
  'a map that contains itself': cyclic,
  'a bigint': 1n,
  'a symbol': Symbol('x'),
  'an empty text': '',
  true: true,
  'a list with null': [null],
  'a map with a getter that throws': throwing,
  'a proxy that throws': new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('a proxy');
      },
      get: () => {
        throw new Error('a proxy');
      },
    },
  ),
};

const exported = Object.entries({ towpath, actions, plus, testing }).flatMap(([entry, all]) => [
  ...Object.entries(all).map(([name, value]) => [`${entry} ${name}`, value as unknown] as const),
  ...(entry === 'testing'
    ? Object.entries(testing.matchers).map(([name, value]) => [`matchers ${name}`, value as unknown] as const)
    : []),
]);
const functions = exported.filter(([, value]) => typeof value === 'function');

/** Calls a function, or makes an instance of a class, and waits for the result or the first part of it. */
async function called(work: unknown, args: readonly unknown[]): Promise<void> {
  const isClass = /^class\b/.test(String(work));
  const result: unknown = isClass
    ? Reflect.construct(work as never, args)
    : Reflect.apply(work as never, undefined, args);
  const made = Object(await result) as { next?: unknown };
  if (typeof made.next !== 'function') return;
  const watch = made as AsyncGenerator;
  await watch.next();
  await watch.return(undefined);
}

const before = process.cwd();
beforeAll(() => process.chdir(folderWith({})));
afterAll(() => process.chdir(before));

test.each(functions)('%s answers arguments of other types with an error that has a code', async (_, work) => {
  const found: string[] = [];
  for (const [name, value] of Object.entries(wrong)) {
    for (const args of [[value], [value, value, value], ['x', value, value], [{}, 'x', value]]) {
      // An action without options, or with those that it does not know, does its work.
      if (args[0] !== value && Object.values(actions).includes(work as never)) continue;
      try {
        await called(work, args);
      } catch (error) {
        if (!TowpathError.is(error)) found.push(`${name} (${args.length}): ${(error as Error)?.stack?.slice(0, 400)}`);
      }
    }
  }
  expect(found).toEqual([]);
});
