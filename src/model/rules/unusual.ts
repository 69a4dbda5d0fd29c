import { ownValue } from '../../data/merge';
import type { ValuePath } from '../../diagnostics';
import { autoscalingOf } from '../autoscaling';
import { neverRuns } from '../cron';
import { isLongRunning, type LongRunningSpec, type WorkloadSpec } from '../flow-spec';
import { mountsOf } from '../mounts';
import {
  unusualCapability,
  unusualJobTime,
  unusualMode,
  unusualMountPath,
  unusualProbeTime,
  unusualSchedule,
} from '../unusual';
import { containersOf, meant, type Rule, type RuleViolation, warning } from './rule';

/** Warns of values that Kubernetes accepts and that nobody means. `resources.ts` warns of amounts, and `texts.ts` of text. */
export const valuesAreMeant: Rule = (spec) => [
  ...(isLongRunning(spec) ? podsAreMeant(spec) : runsAreMeant(spec)),
  ...containersOf(spec).flatMap(({ path, container }) =>
    Object.entries((container as { probes?: Readonly<Record<string, object>> }).probes ?? {}).flatMap(([name, probe]) =>
      timesAreMeant(
        [...path, 'probes', name],
        probe,
        ['initialDelaySeconds', 'periodSeconds', 'timeoutSeconds'],
        unusualProbeTime,
      ),
    ),
  ),
  ...Object.entries(spec.volumes ?? {}).flatMap(([name, volume]) =>
    meant(['volumes', name, 'mode'], volume?.mode, unusualMode),
  ),
  ...containersOf(spec).flatMap(({ path, container }) => [
    ...capabilitiesAreMeant([...path, 'capabilities'], container.capabilities),
    ...mountsOf(spec, container).flatMap(({ volume, path: target }) =>
      meant(placeOf(spec, path, volume), target, unusualMountPath),
    ),
  ]),
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
  return [
    ...timesAreMeant([], spec, times, unusualJobTime),
    ...(spec.kind === 'schedule' && neverRuns(spec.schedule)
      ? meant(['schedule'], spec.schedule, unusualSchedule)
      : []),
  ];
}

function timesAreMeant(
  path: readonly string[],
  values: object,
  names: readonly string[],
  judge: typeof unusualJobTime,
): RuleViolation[] {
  return names.flatMap((name) => {
    const seconds = (values as Readonly<Record<string, unknown>>)[name];
    return typeof seconds === 'number' ? meant([...path, name], seconds, judge) : [];
  });
}

function capabilitiesAreMeant(
  path: readonly string[],
  capabilities: Readonly<Partial<Record<'add' | 'drop', readonly string[] | undefined>>> | undefined,
): RuleViolation[] {
  return (['add', 'drop'] as const).flatMap((side) =>
    (capabilities?.[side] ?? []).flatMap((name, index) => meant([...path, side, index], name, unusualCapability)),
  );
}

/** The path of the property that mounts a volume into a container. */
function placeOf(spec: WorkloadSpec, container: readonly string[], volume: string): readonly string[] {
  if (container.length > 0 || ownValue(spec.mounts, volume)) return [...container, 'mounts', volume];
  return ownValue(spec.volumes, volume) ? ['volumes', volume, 'mountPath'] : ['volume', 'mountPath'];
}

function unusual(path: ValuePath, message: string, hint: string): RuleViolation {
  return warning('value-unusual', path, message, hint);
}
