import { posix } from 'node:path';
import { suggest, type ValuePath } from '../../diagnostics';
import { autoscalingOf } from '../autoscaling';
import { neverRuns } from '../cron';
import { isLongRunning, type LongRunningSpec, type WorkloadSpec } from '../flow-spec';
import { mountsOf } from '../mounts';
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
  ...containersOf(spec).flatMap(({ path, container }) => [
    ...capabilitiesAreMeant([...path, 'capabilities'], container.capabilities),
    ...mountsOf(spec, container).flatMap(({ volume, path: target }) => hidesAll(placeOf(spec, path, volume), target)),
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

/** Warns of capabilities that Linux does not have. The API server takes any text, and nodes do not start the container. */
function capabilitiesAreMeant(
  path: readonly string[],
  capabilities: Readonly<Partial<Record<'add' | 'drop', readonly string[] | undefined>>> | undefined,
): RuleViolation[] {
  return (['add', 'drop'] as const).flatMap((side) =>
    (capabilities?.[side] ?? []).flatMap((name, index) => {
      if (known.has(name)) return [];
      const plain = name.replace(/^CAP_/, '');
      const hint = known.has(plain) ? `write \`${plain}\`` : suggest(name, [...known]);
      const message = `\`${name}\` is not the name of a capability in Kubernetes`;
      return [unusual([...path, side, index], message, hint ?? 'see `man capabilities`, without `CAP_`')];
    }),
  );
}

/** @see https://man7.org/linux/man-pages/man7/capabilities.7.html */
const known: ReadonlySet<string> = new Set(
  (
    'ALL AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH ' +
    'FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN ' +
    'NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT ' +
    'SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM'
  ).split(' '),
);

/** The path of the property that mounts a volume into a container. */
function placeOf(spec: WorkloadSpec, container: readonly string[], volume: string): readonly string[] {
  if (container.length > 0 || spec.mounts?.[volume]) return [...container, 'mounts', volume];
  return spec.volumes?.[volume] ? ['volumes', volume, 'mountPath'] : ['volume', 'mountPath'];
}

/** Warns of a volume in the place of all files of the image. */
function hidesAll(path: readonly string[], target: string): RuleViolation[] {
  if (posix.resolve(target) !== '/') return [];
  return [
    unusual(path, `a volume at \`${target}\` hides all files of the image`, 'mount it at a folder such as `/data`'),
  ];
}

/** Warns of permissions in decimal digits that look like octal ones: `440` is 0o670. */
function modeIsMeant(path: readonly string[], mode: number | null | undefined): RuleViolation[] {
  if (mode === undefined || mode === null || ![400, 440, 444, 500].includes(mode)) return [];
  const message = `the decimal number ${mode} means the permissions 0o${mode.toString(8)}`;
  return [unusual(path, message, `write \`0o${mode}\` for octal digits`)];
}

function unusual(path: ValuePath, message: string, hint: string): RuleViolation {
  return warning('value-unusual', path, message, hint);
}
