import { autoscalingOf } from '../autoscaling';
import { neverRuns } from '../cron';
import { isLongRunning, type LongRunningSpec, type WorkloadSpec } from '../flow-spec';
import { containersOf, type Rule, type RuleViolation, warning } from './rule';

const hour = 3600;
const year = 365 * 24 * hour;

/** Warns of values that Kubernetes accepts and that nobody means. `resources.ts` warns of amounts. */
export const valuesAreMeant: Rule = (spec) => [
  ...(isLongRunning(spec) ? podsAreMeant(spec) : runsAreMeant(spec)),
  ...containersOf(spec).flatMap(({ path, container }) =>
    Object.entries((container as { probes?: Readonly<Record<string, object>> }).probes ?? {}).flatMap(([name, probe]) =>
      tooLong(
        [...path, 'probes', name],
        probe,
        ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds'],
        hour,
        'an hour',
      ),
    ),
  ),
  ...Object.entries(spec.volumes ?? {}).flatMap(([name, volume]) =>
    modeIsMeant(['volumes', name, 'mode'], volume?.mode),
  ),
];

function podsAreMeant(spec: LongRunningSpec): RuleViolation[] {
  const { replicas, disruption } = spec;
  const autoscaling = autoscalingOf(spec);
  const { minAvailable } = disruption ?? {};
  // Without a number, the cluster decides how many pods there are.
  const most = autoscaling?.max ?? replicas ?? 0;
  const isAboveAll = typeof minAvailable === 'number' && most > 0 && minAvailable > most;
  return [
    ...(autoscaling && replicas === 0
      ? [
          unusual(
            ['replicas'],
            'with `autoscaling`, `replicas` is not written, so 0 stops no pod',
            'remove `autoscaling` with `null`, or set `enabled: false`',
          ),
        ]
      : []),
    ...(isAboveAll
      ? [
          unusual(
            ['disruption', 'minAvailable'],
            `${minAvailable} pods must stay available, and the flow has at most ${most}, so no node with them can ever be drained`,
            `write \`${Math.min(minAvailable, 100)}%\` for a share, or a number below ${most}`,
          ),
        ]
      : []),
  ];
}

function runsAreMeant(spec: Exclude<WorkloadSpec, LongRunningSpec>): RuleViolation[] {
  const times = ['activeDeadlineSeconds', 'ttlSecondsAfterFinished', 'startingDeadlineSeconds'];
  const isNever = spec.kind === 'schedule' && neverRuns(spec.schedule);
  return [
    ...tooLong([], spec, times, year, 'a year'),
    ...(isNever
      ? [
          unusual(
            ['schedule'],
            `\`${spec.schedule}\` names only days that no year has, so the flow never runs`,
            'write a day that exists, such as `28` for February, or set `suspend: true`',
          ),
        ]
      : []),
  ];
}

/** Warns of times in seconds that are so long that they were meant as milliseconds. */
function tooLong(
  path: readonly string[],
  values: object,
  names: readonly string[],
  limit: number,
  words: string,
): RuleViolation[] {
  return names.flatMap((name) => {
    const seconds = (values as Readonly<Record<string, unknown>>)[name];
    if (typeof seconds !== 'number' || seconds <= limit) return [];
    const message = `${seconds} seconds are more than ${words}`;
    return [unusual([...path, name], message, `write \`${Math.ceil(seconds / 1000)}\` if milliseconds were meant`)];
  });
}

/** Warns of permissions in decimal digits that look like octal ones: `440` is 0o670. */
function modeIsMeant(path: readonly string[], mode: number | null | undefined): RuleViolation[] {
  if (mode === undefined || mode === null || ![400, 440, 444, 500].includes(mode)) return [];
  const message = `the decimal number ${mode} means the permissions 0o${mode.toString(8)}`;
  return [unusual(path, message, `write \`0o${mode}\` for octal digits`)];
}

function unusual(path: readonly string[], message: string, hint: string): RuleViolation {
  return warning('value-unusual', path, message, hint);
}
