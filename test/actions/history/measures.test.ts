import { deliveryMeasures, type MeasuredRelease } from '../../../src/actions/history/measures';

const now = new Date('2026-11-11T00:00:00Z');
const hour = 3_600_000;

/** A release at an hour of the first of November. */
function release(revision: number, atHour: number, more: Partial<MeasuredRelease> = {}): MeasuredRelease {
  const at = new Date(Date.UTC(2026, 10, 1, atHour)).toISOString();
  return { ...{ application: 'shop', namespace: 'prod', instance: 'shop', state: 'deployed' }, revision, at, ...more };
}

const measure = (releases: readonly MeasuredRelease[], times: Readonly<Record<string, number>> = {}) =>
  deliveryMeasures(releases, (commit) => times[commit], now);

test('nothing is measured without releases', () => {
  expect(measure([])).toEqual({ isCut: false, releases: 0, leadTime: { of: 0 }, timeToRestore: { of: 0 } });
});

test('the span begins with the oldest stored release, and a cut history is named', () => {
  expect(measure([release(1, 0), release(2, 5)])).toMatchObject({
    span: { from: '2026-11-01T00:00:00.000Z', to: '2026-11-11T00:00:00.000Z' },
    isCut: false,
    releases: 2,
    deploysPerDay: 0.2,
  });
  expect(measure([release(4, 0)]).isCut).toBe(true);
});

test('a rollback is no deploy, and the release that it took back failed until it was restored', () => {
  const found = measure([release(1, 0), release(2, 1), release(3, 4, { restores: 1 }), release(4, 6)]);
  expect(found).toMatchObject({ releases: 3, deploysPerDay: 0.3, timeToRestore: { medianMs: 3 * hour, of: 1 } });
  expect(found.changeFailureRate).toBeCloseTo(1 / 3);
});

test('a release that failed is one failure, also if it was taken back, and the next deploy restores', () => {
  expect(measure([release(1, 0), release(2, 1, { state: 'failed' }), release(3, 2)])).toMatchObject({
    changeFailureRate: 1 / 3,
    timeToRestore: { medianMs: hour, of: 1 },
  });
  const takenBack = [release(1, 0), release(2, 1, { state: 'failed' }), release(3, 3, { restores: 1 })];
  expect(measure(takenBack)).toMatchObject({ changeFailureRate: 0.5, timeToRestore: { medianMs: 2 * hour, of: 1 } });
});

test('two rollbacks take two releases back, and one that goes forward takes none back', () => {
  const rollbacks = [release(4, 3, { restores: 2 }), release(5, 4, { restores: 1 })];
  const back = [release(1, 0), release(2, 1), release(3, 2), ...rollbacks];
  expect(measure(back).changeFailureRate).toBeCloseTo(2 / 3);
  expect(measure([...back, release(6, 5, { restores: 3 })]).changeFailureRate).toBeCloseTo(2 / 3);
});

test('the lead time is the median of the first deploys of known commits, and never negative', () => {
  const start = Date.parse('2026-11-01T00:00:00Z');
  const releases = [
    release(1, 2, { commit: 'a' }),
    release(2, 9, { commit: 'a' }),
    release(3, 10, { commit: 'b' }),
    release(4, 11, { commit: 'unknown' }),
    release(5, 12, { commit: 'later' }),
  ];
  const times = { a: start, b: start, later: start + 100 * hour };
  expect(measure(releases, times).leadTime).toEqual({ medianMs: 2 * hour, of: 3 });
});

test('a deploy that runs is not counted, and instances are measured apart', () => {
  const other = { instance: 'cache', application: 'cache' };
  const found = measure([release(1, 0), release(1, 1, other), release(2, 2, { ...other, state: 'started' })]);
  expect(found).toMatchObject({ releases: 2, isCut: false, changeFailureRate: 0 });
});
