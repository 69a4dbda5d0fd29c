import { withoutUndefined } from '../../model/compact';
import type { LongRunningSpec, SidecarSpec } from '../../model/flow-spec';

type Probes = NonNullable<LongRunningSpec['probes']>;
export type ProbeName = keyof Probes;

/**
 * The probe that becomes the health check: the first probe with a command, because the health checks of Compose can
 * only run commands.
 */
export function healthProbe({ probes = {} }: Pick<LongRunningSpec | SidecarSpec, 'probes'>): ProbeName | undefined {
  return (['readiness', 'startup', 'liveness'] as const).find((name) => probes[name]?.exec !== undefined);
}

/** @see https://docs.docker.com/reference/compose-file/services/#healthcheck */
export function healthCheck(container: Pick<LongRunningSpec | SidecarSpec, 'probes'>): object | undefined {
  const name = healthProbe(container);
  if (name === undefined) return undefined;
  const probe = container.probes?.[name] ?? {};
  const { exec = [], initialDelaySeconds, periodSeconds = 10, timeoutSeconds = 1, failureThreshold = 3 } = probe;
  const isStartup = name === 'startup';
  // Failures of a startup probe count only when they have used up all of its attempts.
  const starting = (initialDelaySeconds ?? 0) + (isStartup ? failureThreshold * periodSeconds : 0);
  return withoutUndefined({
    test: ['CMD', ...exec],
    interval: `${periodSeconds}s`,
    timeout: `${timeoutSeconds}s`,
    retries: failureThreshold,
    start_period: starting > 0 ? `${starting}s` : undefined,
  });
}
