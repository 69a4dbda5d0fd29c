import { environment, TowpathError, WorkerFlow } from 'towpath';
import {
  differencesBetween,
  imageOf,
  matchers,
  objectOf,
  podOf,
  restrictionsBroken,
  synthesize,
} from 'towpath/testing';
import { define } from '../helpers/define';

const Shop = define((app) => new WorkerFlow(app, 'web', { image: 'a:1', user: 1 }));
const dev = environment('dev', { namespace: 'shop' });
const made = synthesize(Shop, dev, { id: 'shop' });
const wrong: readonly unknown[] = [undefined, null, 0, '', 'dev', Symbol('a'), [], {}, Object.create(null), () => 1];

const calls: Readonly<Record<string, (value: never) => unknown>> = {
  'the class of synthesize': (value) => synthesize(value, dev, { id: 'shop' }),
  'the environment of synthesize': (value) => synthesize(Shop, value, { id: 'shop', root: '/nowhere' }),
  'an application of objectOf': (value) => objectOf(value, 'web', 'deployment'),
  'an application of podOf': (value) => podOf(value, 'web'),
  'an application of imageOf': (value) => imageOf(value, 'web'),
  'an application of restrictionsBroken': (value) => restrictionsBroken(value),
  'the first of differencesBetween': (value) => differencesBetween(value, made),
  'the second of differencesBetween': (value) => differencesBetween(made, value),
  'an application of toRunImage': (value) => matchers.toRunImage(value, 'web', 'a:1'),
  'an application of toHaveObject': (value) => matchers.toHaveObject(value, 'web', 'deployment'),
  'an application of toRunAsRestricted': (value) => matchers.toRunAsRestricted(value),
  'an application of toDifferOnlyIn': (value) => matchers.toDifferOnlyIn(value, made, []),
};

it.each(Object.keys(calls))('a value of another type for %s is an error with a code', (what) => {
  for (const value of wrong) {
    try {
      calls[what]?.(value as never);
    } catch (error) {
      expect(error).toBeInstanceOf(TowpathError);
      continue;
    }
    throw new Error(`${String(value)} was taken`);
  }
});

it('options of synthesize that are none are an error with a code', () => {
  expect(() => synthesize(Shop, dev, null as never)).toThrow(TowpathError);
  expect(() => synthesize(Shop, dev, { id: 'shop', root: 5 } as never)).toThrow(/the option `root` must be a string/);
});
