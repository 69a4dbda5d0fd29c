import type { Arrival, GateFacts, Observation } from '../../src/gates/gate-facts';
import { healthyState, soakState } from '../../src/gates/source-gates';

const at = new Date('2026-11-20T12:00:00Z');
const hour = 3_600_000;
const api: Arrival = { application: 'shop', flow: 'api', image: 'api', version: 'v2' };
const wrk: Arrival = { application: 'shop', flow: 'wrk', image: 'wrk', version: 'v2' };

/** A version that the cluster of an environment shows ready, since some hours. */
function seenIn(environment: string, arrival: Arrival, hours: number, more: Partial<Observation> = {}): Observation {
  const since = new Date(at.getTime() - hours * hour).toISOString();
  return { ...arrival, environment, since, seen: at.toISOString(), origin: `the cluster of ${environment}`, ...more };
}

function facts(arrivals: Arrival[], observations: Observation[], unknown: string[] = []): GateFacts {
  return {
    at,
    arrivals,
    observations,
    unknown,
    commit: { problem: '' },
    approvals: new Map(),
    reviews: new Map(),
    checks: new Map(),
  };
}

test('a gate about versions is open if none comes, and each that comes must pass', () => {
  expect(soakState(hour, ['tst'], facts([], []))).toEqual({});
  const both = facts([api, wrk], [seenIn('tst', api, 3), seenIn('tst', wrk, 1)]);
  expect(soakState(hour, ['tst'], both)).toEqual({ evidence: 'the cluster of tst' });
  expect(soakState(2 * hour, ['tst'], both)).toMatchObject({
    reason: expect.stringMatching(/^shop\/wrk v2: it has run in `tst` for 1h of 2h/),
    opensAt: new Date('2026-11-20T13:00:00Z'),
  });
});

test('the gate opens when the last version may pass', () => {
  const both = facts([api, wrk], [seenIn('tst', api, 1), seenIn('tst', wrk, 5)]);
  expect(soakState(24 * hour, ['tst'], both).opensAt).toEqual(new Date('2026-11-21T11:00:00Z'));
});

test('one of several environments is enough, and the first that lets a version pass says when', () => {
  const seen = facts([api], [seenIn('tst', api, 1), seenIn('qa', api, 5)]);
  expect(soakState(4 * hour, ['tst', 'qa'], seen)).toEqual({ evidence: 'the cluster of qa' });
  expect(soakState(8 * hour, ['tst', 'qa'], seen).opensAt).toEqual(new Date('2026-11-20T15:00:00Z'));
  expect(soakState(4 * hour, ['tst'], seen).reason).toBeDefined();
});

test('the first word on an environment counts, and a later one does not open the gate', () => {
  const record = seenIn('tst', api, 9, { origin: 'the commit 1234567' });
  const live = seenIn('tst', api, 1, { obstacle: 'it is failed' });
  expect(healthyState(['tst'], facts([api], [live, record])).reason).toBe('shop/api v2: in `tst` it is failed');
  expect(soakState(4 * hour, ['tst'], facts([api], [live, record])).reason).toBeDefined();
  expect(healthyState(['tst'], facts([api], [record]))).toEqual({ evidence: 'the commit 1234567' });
});

test('why something is not known follows the version that nothing shows, and no other', () => {
  const why = ['the cluster of `tst` cannot be read'];
  expect(healthyState(['tst'], facts([api], [], why)).reason).toBe(
    'shop/api v2: nothing shows that it runs in `tst`; the cluster of `tst` cannot be read',
  );
  expect(soakState(4 * hour, ['tst'], facts([api], [seenIn('tst', api, 1)], why)).reason).not.toContain(
    'cannot be read',
  );
});

test('a version that runs since a moment in the future has not soaked, because two clocks differ', () => {
  expect(soakState(hour, ['tst'], facts([api], [seenIn('tst', api, -3)]))).toMatchObject({
    reason: expect.stringContaining('for 0s of 1h'),
    opensAt: new Date('2026-11-20T16:00:00Z'),
  });
});
