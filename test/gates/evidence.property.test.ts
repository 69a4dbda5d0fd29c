import fc from 'fast-check';
import { evidenceLines, observationsIn } from '../../src/gates/evidence';
import type { Arrival, Observation } from '../../src/gates/gate-facts';

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
