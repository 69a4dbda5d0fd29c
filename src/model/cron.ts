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
  return text.split(',').every((part) => isRange(field, part));
}

function isRange({ min, max, names = [] }: Field, text: string): boolean {
  const [, range = '', step] = /^([^/]+)(?:\/(\d{1,9}))?$/.exec(text) ?? [];
  if (step !== undefined && Number(step) === 0) return false;
  if (range === '*' || range === '?') return true;
  const ends = range.split('-').map((end) => numberOf(end, min, names));
  const [first = Number.NaN, last = step === undefined ? first : max] = ends;
  return ends.length <= 2 && min <= first && first <= last && last <= max;
}

function numberOf(text: string, min: number, names: readonly string[]): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const position = names.indexOf(text.toLowerCase());
  return position < 0 ? Number.NaN : position + min;
}
