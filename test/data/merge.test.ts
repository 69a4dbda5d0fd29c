import { text } from 'towpath';
import { merge, valueAt, withoutNulls } from '../../src/data/merge';

it('merges maps, replaces lists and scalars, and ignores undefined', () => {
  const lower = { env: { A: '1', B: '2' }, ports: [1, 2], replicas: 1 };
  const upper = { env: { B: '3', C: '4' }, ports: [3], replicas: undefined };
  expect(merge(lower, upper)).toEqual({ env: { A: '1', B: '3', C: '4' }, ports: [3], replicas: 1 });
});

it('null removes the values of all lower layers', () => {
  const base = { env: { A: '1', B: '2' } };
  const environment = merge({ env: { A: 'base' } }, { env: { A: null } });
  expect(withoutNulls(merge(base, environment))).toEqual({ env: { B: '2' } });
  expect(withoutNulls(merge(merge(base, { env: null }), { env: { C: '3' } }))).toEqual({ env: { C: '3' } });
});

it('does not merge the fields of references', () => {
  const value = text`a`;
  expect(merge({ env: { A: { x: 1 } } }, { env: { A: value } })).toEqual({ env: { A: value } });
});

it('never changes a prototype', () => {
  const evil = JSON.parse('{"__proto__": {"polluted": true}}');
  const merged = merge({ a: 1 }, evil) as Record<string, unknown>;
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(merged.polluted).toBeUndefined();
  expect(valueAt({}, ['constructor', 'name'])).toBeUndefined();
  expect(valueAt({}, ['toString'])).toBeUndefined();
});
