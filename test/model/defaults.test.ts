import { defaultsOf, firstDefaults } from '../../src/model/defaults';
import { flowKinds } from '../../src/model/flow-kinds';

const sets = {
  '2026-12': { worker: { replicas: 1 } },
  '2027-06': { worker: { replicas: 2 }, job: { restartPolicy: 'Never' } },
  '2027-12': { worker: { replicas: 3 }, job: { restartPolicy: 'OnFailure' } },
};

test.each([
  ['worker', '2026-12', { replicas: 1 }],
  ['worker', '2027-06', { replicas: 2 }],
  ['job', '2027-12', { restartPolicy: 'OnFailure' }],
] as const)('a %s has the defaults of the set of %s', (kind, date, expected) => {
  expect(defaultsOf(date as typeof firstDefaults, kind, sets)).toEqual(expected);
});

test('a kind that is newer than the set has the defaults of the first set that knows it', () => {
  expect(defaultsOf('2026-12', 'job', sets)).toEqual({ restartPolicy: 'Never' });
});

test('a kind that no set knows has no defaults', () => {
  expect(defaultsOf('2026-12', 'store', sets)).toEqual({});
});

test('every kind of flow runs restricted in the first set', () => {
  expect(flowKinds.filter((kind) => defaultsOf(firstDefaults, kind).security !== 'restricted')).toEqual([]);
});
