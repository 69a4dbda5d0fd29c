import { isLongRunning } from '../flow-spec';
import { exactlyOne, invalid, type Rule } from './rule';

/** Checks jobs for indexes, failure policies and time zones that Kubernetes would refuse. */
export const jobsFit: Rule = (spec) => {
  if (isLongRunning(spec)) return [];
  const { indexed, completions, podFailurePolicy = [], restartPolicy } = spec;
  const needIndexes = ['backoffLimitPerIndex', 'maxFailedIndexes'].filter((name) => name in spec && !indexed);
  return [
    ...(indexed && completions === undefined
      ? [invalid(['indexed'], 'a job with `indexed: true` needs a number of completions', 'set `completions`')]
      : []),
    ...needIndexes.map((name) => invalid([name], `\`${name}\` needs \`indexed: true\``)),
    ...(podFailurePolicy.length > 0 && restartPolicy !== 'Never'
      ? [
          invalid(
            ['podFailurePolicy'],
            '`podFailurePolicy` needs pods that are not restarted',
            'set `restartPolicy: Never`',
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

/** Reports whether Kubernetes accepts a name as a time zone: a name of the tz database. */
function isTimeZone(name: string): boolean {
  try {
    // The list holds one name for each zone and is quick to ask; the formatter knows the other names too.
    if (!Intl.supportedValuesOf('timeZone').includes(name)) new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== 'Local' && !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
