import fc from 'fast-check';
import { expectedSchedule, neverRuns } from '../../src/model/cron';

const numbers = (min: number, max: number) => fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 3 });
const days = fc.oneof(fc.constant(['*']), numbers(28, 31), numbers(1, 31));
const months = fc.oneof(fc.constant(['*']), numbers(1, 12));
const weekdays = fc.oneof(fc.constant(['*']), fc.constant(['?']), fc.constant(['*/2']), numbers(0, 6));

/** Whether any day of four years, one of which is a leap year, is a day of the schedule, as cron reads it. */
function hasDay(day: readonly unknown[], month: readonly unknown[], weekday: readonly unknown[]): boolean {
  const isAny = (list: readonly unknown[]) => list.includes('*') || list.includes('?');
  const fits = (list: readonly unknown[], number: number) =>
    isAny(list) || list.includes(number) || (list.includes('*/2') && number % 2 === 0);
  return Array.from({ length: 4 * 366 }, (_, offset) => new Date(Date.UTC(2027, 0, 1 + offset))).some((date) => {
    const [ofMonth, ofWeek] = [fits(day, date.getUTCDate()), fits(weekday, date.getUTCDay())];
    const isDay = isAny(day) || isAny(weekday) ? ofMonth && ofWeek : ofMonth || ofWeek;
    return isDay && fits(month, date.getUTCMonth() + 1);
  });
}

test('a schedule never runs if and only if the calendar has none of its days', () => {
  fc.assert(
    fc.property(days, months, weekdays, (day, month, weekday) => {
      const schedule = `0 3 ${day.join(',')} ${month.join(',')} ${weekday.join(',')}`;
      expect(expectedSchedule(schedule)).toBeUndefined();
      expect(neverRuns(schedule)).toBe(!hasDay(day, month, weekday));
    }),
    {
      examples: [
        [[30], [2], ['*']],
        [[31], [4, 6], ['?']],
        [[29], [2], ['*']],
      ] as never,
    },
  );
});
