import { type Windows, windowsAt } from '../../src/gates/windows';

const prague = { timeZone: 'Europe/Prague' };
const office: Windows = { allow: ['* 9-16 * * MON-THU'], ...prague };
const yearEnd = { from: '2026-12-20', to: '2027-01-02', why: 'year end' };

/** The state as one line: `open`, or why and when it opens. */
function at(windows: Windows, moment: string): string {
  const { reason, opensAt } = windowsAt(windows, new Date(moment));
  return reason === undefined ? 'open' : `${reason}; ${opensAt?.toISOString() ?? 'never'}`;
}

test('a window is open in its minutes, in its time zone', () => {
  const closed = (opens: string) => `open only at \`* 9-16 * * MON-THU\` (Europe/Prague); ${opens}`;
  // Prague is an hour ahead of UTC in winter, and two hours in summer.
  expect(at(office, '2026-11-30T07:59:59Z')).toBe(closed('2026-11-30T08:00:00.000Z'));
  expect(at(office, '2026-11-30T08:00:00Z')).toBe('open');
  expect(at(office, '2026-11-30T15:59:59Z')).toBe('open');
  expect(at(office, '2026-11-30T16:00:00Z')).toBe(closed('2026-12-01T08:00:00.000Z'));
  expect(at(office, '2026-07-01T07:00:00Z')).toBe('open');
  expect(at(office, '2026-12-03T16:00:00Z')).toBe(closed('2026-12-07T08:00:00.000Z'));
});

test('one of several windows is enough, and without windows every minute is allowed', () => {
  expect(at({ allow: ['0-9 8 * * *', '30-39 8 * * *'] }, '2026-11-30T08:35:00Z')).toBe('open');
  expect(at({ allow: ['0-9 8 * * *', '30-39 8 * * *'] }, '2026-11-30T08:15:00Z')).toContain('2026-11-30T08:30:00.000Z');
  expect(at({}, '2026-11-30T08:15:00Z')).toBe('open');
});

test('a freeze contains its first and its last day, in the time zone of the windows', () => {
  const frozen = { freeze: [yearEnd], ...prague };
  const closed = 'frozen from 2026-12-20 to 2027-01-02: year end; 2027-01-02T23:00:00.000Z';
  expect(at(frozen, '2026-12-19T22:59:59Z')).toBe('open');
  expect(at(frozen, '2026-12-19T23:00:00Z')).toBe(closed);
  expect(at(frozen, '2027-01-02T22:59:59Z')).toBe(closed);
  expect(at(frozen, '2027-01-02T23:00:00Z')).toBe('open');
});

test('after a freeze comes the next window, or the next freeze', () => {
  const inventory = { from: '2027-01-04', to: '2027-01-05', why: 'inventory' };
  // 2 January 2027 is a Saturday. The window of Monday and Tuesday is frozen too.
  expect(at({ ...office, freeze: [yearEnd, inventory] }, '2026-12-24T10:00:00Z')).toBe(
    'frozen from 2026-12-20 to 2027-01-02: year end; 2027-01-06T08:00:00.000Z',
  );
});

test('a minute that a change of the clocks repeats opens a second time', () => {
  const night: Windows = { allow: ['0 2 * * *'], ...prague };
  // On 25 October 2026 the hour from 2:00 to 3:00 comes twice in Prague, from 0:00 and from 1:00 in UTC.
  expect(at(night, '2026-10-25T00:00:00Z')).toBe('open');
  expect(at(night, '2026-10-25T00:05:00Z')).toContain('2026-10-25T01:00:00.000Z');
  expect(at(night, '2026-10-25T01:00:00Z')).toBe('open');
  expect(at(night, '2026-10-25T01:05:00Z')).toContain('2026-10-26T01:00:00.000Z');
});

test('a window that no day has never opens', () => {
  expect(at({ allow: ['* * 31 2 *'] }, '2026-11-30T08:00:00Z')).toContain('never');
});
