import { exactlyOne, invalid, type Rule } from './rule';

/** Indexes, failure policies and schedules that Kubernetes would refuse. */
export const jobsFit: Rule = (spec) => {
  if (spec.kind !== 'job' && spec.kind !== 'schedule') return [];
  const { indexed, completions, podFailurePolicy = [], restartPolicy } = spec;
  const needIndexes = ['backoffLimitPerIndex', 'maxFailedIndexes'].filter((name) => name in spec && !indexed);
  return [
    ...(indexed && completions === undefined
      ? [invalid(['indexed'], 'a job whose pods get numbers says how many there are', 'say `completions`')]
      : []),
    ...needIndexes.map((name) => invalid([name], `\`${name}\` goes with \`indexed: true\` only`)),
    ...(podFailurePolicy.length > 0 && restartPolicy !== 'Never'
      ? [
          invalid(
            ['podFailurePolicy'],
            'a failure policy judges pods that are not started again',
            'say `restartPolicy: Never`',
          ),
        ]
      : []),
    ...podFailurePolicy.flatMap((rule, position) =>
      exactlyOne(['podFailurePolicy', String(position)], 'the rule', rule, ['exitCodes', 'conditions']),
    ),
    ...(spec.kind === 'schedule' && spec.timeZone !== undefined && !isTimeZone(spec.timeZone)
      ? [invalid(['timeZone'], `found \`${spec.timeZone}\`; expected a time zone such as Europe/Prague or Etc/UTC`)]
      : []),
  ];
};

/** The names of the tz database, as Kubernetes takes them. */
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== 'Local' && !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
