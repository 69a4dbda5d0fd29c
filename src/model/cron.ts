interface Field {
  readonly what: string;
  readonly min: number;
  readonly max: number;
  /** Names of the values, from `min` on. */
  readonly names?: readonly string[];
}

const fields: readonly Field[] = [
  { what: 'a minute', min: 0, max: 59 },
  { what: 'an hour', min: 0, max: 23 },
  { what: 'a day of the month', min: 1, max: 31 },
  { what: 'a month', min: 1, max: 12, names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ') },
  { what: 'a day of the week', min: 0, max: 6, names: 'sun mon tue wed thu fri sat'.split(' ') },
];

const shorthand = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly|every (\d+[hms])+)$/;

/**
 * Says what a schedule should be, where Kubernetes would refuse it. Kubernetes reads schedules with robfig/cron, whose
 * days of the week end at 6.
 *
 * @returns the expected form of the first field that is wrong; undefined for a valid schedule
 * @see https://pkg.go.dev/github.com/robfig/cron/v3#hdr-CRON_Expression_Format
 */
export function expectedSchedule(schedule: string): string | undefined {
  if (shorthand.test(schedule)) return undefined;
  const texts = schedule.split(/[ \t]+/).filter((text) => text !== '');
  if (texts.length !== fields.length || schedule.startsWith('@')) return 'five fields such as `0 3 * * *`, or @daily';
  const wrong = fields.find((field, position) => !isField(field, texts[position] as string));
  return wrong && describe(wrong);
}

function describe({ what, min, max, names }: Field): string {
  const named = names ? `, or names from ${names[0]} to ${names.at(-1)},` : '';
  return `${what} from ${min} to ${max}${named} as single values, ranges such as \`${min + 1}-${min + 3}\`, steps such as \`*/2\`, or a list of these with commas`;
}

function isField(field: Field, text: string): boolean {
  return text.split(',').every((part) => rangeOf(field, part) !== undefined);
}

interface Range {
  readonly first: number;
  readonly last: number;
  readonly step: number;
}

/** Reads a part of a field, such as `1-5/2`; undefined if it is not valid. */
function rangeOf({ min, max, names = [] }: Field, text: string): Range | undefined {
  const [, range = '', step] = /^([^/]+)(?:\/(\d{1,9}))?$/.exec(text) ?? [];
  if (step !== undefined && Number(step) === 0) return undefined;
  if (range === '*' || range === '?') return { first: min, last: max, step: Number(step ?? 1) };
  const ends = range.split('-').map((end) => numberOf(end, min, names));
  const [first = Number.NaN, last = step === undefined ? first : max] = ends;
  const isValid = ends.length <= 2 && min <= first && first <= last && last <= max;
  return isValid ? { first, last, step: Number(step ?? 1) } : undefined;
}

function numberOf(text: string, min: number, names: readonly string[]): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const position = names.indexOf(text.toLowerCase());
  return position < 0 ? Number.NaN : position + min;
}

const daysOfMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Whether a valid schedule names only days that no year has, such as February 30. A schedule that also names days of the
 * week runs on these.
 */
export function neverRuns(schedule: string): boolean {
  if (shorthand.test(schedule)) return false;
  const [, , days = '', months = '', weekdays = ''] = schedule.split(/[ \t]+/).filter((text) => text !== '');
  // robfig/cron reads `*/2` as some days, and a list with `*` as all.
  if (!weekdays.split(',').some((part) => /^[*?](\/0*1)?$/.test(part))) return false;
  const [, , day, month] = fields as readonly [Field, Field, Field, Field, Field];
  const first = Math.min(...valuesOf(day, days));
  return valuesOf(month, months).every((number) => first > (daysOfMonths[number - 1] as number));
}

/** The numbers that a valid field stands for. */
function valuesOf(field: Field, text: string): number[] {
  return text.split(',').flatMap((part) => {
    const { first, last, step } = rangeOf(field, part) as Range;
    return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step);
  });
}
