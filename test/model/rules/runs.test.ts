import { type Kind, reported, ruleIssues } from '../../helpers/rule-issues';

const count = { action: 'Count' };
const judged = 'set exactly one of exitCodes and conditions';

it.each(
  reported([
    ['indexes without a number', 'job', { indexed: true }, 'error invalid-value indexed', 'set `completions`'],
    ['attempts for each of no indexes', 'job', { backoffLimitPerIndex: 1 }, 'error invalid-value backoffLimitPerIndex'],
    [
      'indexes that may fail and are none',
      'schedule',
      { maxFailedIndexes: 1, indexed: false },
      'error invalid-value maxFailedIndexes',
    ],
    [
      'a failure policy where pods start again',
      'job',
      { restartPolicy: 'OnFailure', podFailurePolicy: [{ ...count, exitCodes: { operator: 'In', values: [1] } }] },
      'error invalid-value podFailurePolicy',
      'set `restartPolicy: Never`',
    ],
    ['a failure of no sort', 'job', { podFailurePolicy: [count] }, 'error invalid-value podFailurePolicy.0', judged],
    [
      'a failure of two sorts',
      'schedule',
      { podFailurePolicy: [{ ...count, exitCodes: { operator: 'In', values: [1] }, conditions: [{ type: 'A' }] }] },
      'error invalid-value podFailurePolicy.0',
      judged,
    ],
    ['a time zone that is none', 'schedule', { timeZone: 'Europe/Praha' }, 'error invalid-value timeZone'],
    ['the zone of the machine', 'schedule', { timeZone: 'Local' }, 'error invalid-value timeZone'],
    ['an offset', 'schedule', { timeZone: '+01:00' }, 'error invalid-value timeZone'],
  ]),
)('refuses %s', (_, kind, code, issue) => {
  expect(ruleIssues(kind, { code })).toEqual([issue]);
});

it.each<[what: string, kind: Kind, code: object]>([
  ['indexes', 'job', { indexed: true, completions: 3, backoffLimitPerIndex: 1, maxFailedIndexes: 1 }],
  ['a failure policy', 'job', { podFailurePolicy: [{ action: 'Ignore', conditions: [{ type: 'DisruptionTarget' }] }] }],
  ['an empty one where pods start again', 'job', { restartPolicy: 'OnFailure', podFailurePolicy: [] }],
  ['a time zone', 'schedule', { timeZone: 'Etc/UTC' }],
])('accepts %s', (_, kind, code) => {
  expect(ruleIssues(kind, { code })).toEqual([]);
});

it.each<[kind: Kind, longest: number]>([
  ['job', 63],
  ['schedule', 52],
])('keeps room for the index of a pod in the name of a %s', (kind, longest) => {
  const named = (length: number, completions: number) =>
    ruleIssues(kind, { code: { naming: { name: 'a'.repeat(length) }, indexed: true, completions } });
  expect(named(longest - 2, 10)).toEqual([]);
  expect(named(longest - 1, 10)).toEqual([[expect.stringContaining('invalid-name'), expect.anything()]]);
  expect(named(longest - 2, 11)).toEqual([[expect.stringContaining('invalid-name'), expect.anything()]]);
});
