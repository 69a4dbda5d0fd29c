import fc from 'fast-check';
import { evidenceLines, observationsIn } from '../../src/gates/evidence';
import type { Arrival, GateFacts, Observation } from '../../src/gates/gate-facts';
import { healthyState, soakState } from '../../src/gates/source-gates';

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]$/);
const version = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,12}$/),
  fc.stringMatching(/^(v1@)?sha256:[0-9a-f]{64}$/),
);
const arrival: fc.Arbitrary<Arrival> = fc.record({ application: name, flow: name, image: name, version });
const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
const time = moment.map((date) => date.toISOString());
const observation: fc.Arbitrary<Observation> = fc
  .record({ arrival, environment: name, seen: time, since: fc.option(time, { nil: undefined }), isReady: fc.boolean() })
  .map(({ arrival: one, environment, seen, since, isReady }) => ({
    ...{ ...one, environment, seen, origin: 'a cluster' },
    ...(since !== undefined && { since }),
    ...(!isReady && { obstacle: 'it is failed' }),
  }));

test('what is written for a version is read for it, and for no other version, flow or environment', () => {
  fc.assert(
    fc.property(observation, name, arrival, name, (one, to, other, otherTo) => {
      const lines = evidenceLines({ to, observations: [one], checks: [], at: new Date(0) });
      expect(lines.every((line) => /^[!-~ ]+$/.test(line))).toBe(true);
      const found = observationsIn(lines, to, one, 'the commit');
      const isSaid = one.obstacle === undefined || one.since !== undefined;
      expect(found).toHaveLength(isSaid ? 1 : 0);
      if (isSaid) {
        expect(found[0]).toMatchObject({ environment: one.environment, seen: one.seen, origin: 'the commit' });
        expect(found[0]?.since).toBe(one.since);
        expect(found[0]?.obstacle === undefined).toBe(one.obstacle === undefined);
      }
      fc.pre(otherTo !== to && JSON.stringify(other) !== JSON.stringify({ ...other, ...one }));
      expect(observationsIn(lines, otherTo, one, 'the commit')).toEqual([]);
      for (const key of ['application', 'flow', 'image', 'version'] as const) {
        if (other[key] === one[key]) continue;
        expect(observationsIn(lines, to, { ...one, [key]: other[key] }, 'the commit')).toEqual([]);
      }
    }),
  );
});

test('lines that somebody else wrote never open a gate by accident', () => {
  const wanted: Arrival = { application: 'shop', flow: 'api', image: 'api', version: 'v1' };
  const words = ['1', '2', 'healthy', 'soak', 'dev', 'prod', 'shop/api/api', 'v1', 'since', 'seen', 'x', ''];
  const word = fc.oneof(fc.constantFrom(...words), time, fc.string());
  fc.assert(
    fc.property(fc.array(fc.array(word, { maxLength: 12 }), { maxLength: 4 }), (lines) => {
      const found = observationsIn(
        lines.map((parts) => parts.join(' ')),
        'prod',
        wanted,
        'the commit',
      );
      const own = /^\s*1 (healthy|soak) \S* prod shop\/api\/api v1 (since|seen) /;
      if (found.length > 0) expect(lines.some((parts) => own.test(parts.join(' ')))).toBe(true);
      for (const { seen, since } of found) {
        expect(Number.isNaN(Date.parse(seen))).toBe(false);
        expect(since === undefined || !Number.isNaN(Date.parse(since))).toBe(true);
      }
    }),
  );
});

describe('a record with one wrong field', () => {
  const api: Arrival = { application: 'shop', flow: 'api', image: 'api', version: 'v2' };
  const at = new Date('2026-11-20T12:00:00Z');
  const hour = 3_600_000;
  const ago = (hours: number) => new Date(at.getTime() - hours * hour).toISOString();
  const soak = ['1', 'soak', 'tst', 'prod', 'shop/api/api', 'v2', 'since', ago(5), 'seen', ago(0)];
  const healthy = ['1', 'healthy', 'tst', 'prod', 'shop/api/api', 'v2', 'seen', ago(0)];

  const shapes: readonly string[] = [
    ...['', ' ', '-', 'null', '1 1', 'x'.repeat(100_000), '\u001b[2J', '\ufffd', '\u202e', 'constructor', '__proto__'],
    ...['qa', 'dev', 'shop/wrk/api', 'blog/api/api', 'shop/api', 'v1', 'V2', 'v2@sha256:0'],
    ...['soon', '2026-13-45T99:99:99Z', '2026-11-20', '0', 'Infinity', '9999-12-31T23:59:59Z', '2027-01-01T00:00:00Z'],
  ];

  /** Lines in which one field is missing, twice, or has another value. */
  const wrongLines = (line: readonly string[]): string[] =>
    line.flatMap((field, index) => [
      line.filter((_, at) => at !== index).join(' '),
      line.toSpliced(index, 0, field).join(' '),
      ...shapes.map((shape) => line.with(index, shape).join(' ')),
    ]);

  const facts = (lines: readonly string[]): GateFacts => ({
    ...{ at, arrivals: [api], observations: observationsIn(lines, 'prod', api, 'the commit'), unknown: [] },
    ...{ commit: { problem: '' }, approvals: new Map(), reviews: new Map(), checks: new Map() },
  });
  const soaked = (hours: number, lines: readonly string[]) => soakState(hours * hour, ['tst'], facts(lines)).reason;
  const isHealthy = (lines: readonly string[]) => healthyState(['tst'], facts(lines)).reason === undefined;

  test('the right lines open the gates', () => {
    expect(soaked(5, [soak.join(' ')])).toBeUndefined();
    expect(isHealthy([healthy.join(' ')])).toBe(true);
  });

  test('opens no gate that the right one leaves closed, alone or beside it', () => {
    const right = soak.join(' ');
    const opening = wrongLines(soak).filter((wrong) =>
      [[wrong], [right, wrong], [wrong, right]].some((lines) => soaked(6, lines) === undefined || isHealthy(lines)),
    );
    expect(opening).toEqual([]);
  });

  test('beside a line that says less, opens no gate earlier', () => {
    const more = soak.with(7, '2020-01-01T00:00:00Z').join(' ');
    expect(soaked(6, [more])).toBeUndefined();
    for (const lines of [
      [soak.join(' '), more],
      [more, soak.join(' ')],
    ])
      expect(soaked(6, lines)).toBeDefined();
  });

  test('opens no gate by itself', () => {
    // A moment after the one of the record says more than is true. What is true of it is enough.
    const wrong = (line: readonly string[]) => wrongLines(line).filter((one) => !/seen (2027|9999)/.test(one));
    expect(wrong(soak).filter((one) => soaked(5, [one]) === undefined)).toEqual([]);
    expect(wrong(healthy).filter((one) => isHealthy([one]))).toEqual([]);
  });
});
