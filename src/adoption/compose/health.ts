import { type Fields, fieldsOf } from '../../equivalence/fields';
import type { Notes } from './notes';
import { secondsOf } from './text';

/**
 * The readiness probe that a health check means. Docker only notes whether a container is healthy, and does not restart
 * it, so the check is no liveness probe.
 */
export function readinessProbe(name: string, service: Fields, notes: Notes): Fields {
  const check = fieldsOf(service.healthcheck);
  const path = ['services', name, 'healthcheck'];
  const command = commandOf(check.test);
  if (check.disable === true || service.healthcheck === undefined || command === 'none') return {};
  if (command === undefined) {
    const fault = `\`healthcheck.test\` of \`${name}\` has to be a text, or a list that begins with \`CMD\`, \`CMD-SHELL\` or \`NONE\``;
    if (check.test === undefined)
      notes.leave([...path], 'healthcheck', 'its command is in the image; write it as `probes.readiness`');
    else notes.invalid([...path, 'test'], fault, 'write `test: ["CMD", "program", "argument"]`');
    return {};
  }
  const times = Object.entries({ interval: 30, timeout: 30, start_period: 0 }).map(([key, byDefault]) => {
    const said = check[key];
    const seconds = said === undefined || said === null ? byDefault : secondsOf(said);
    if (seconds === undefined)
      notes.invalid([...path, key], `\`${String(said)}\` is no duration`, 'write `30s` or `1m30s`');
    return seconds || byDefault;
  });
  const [periodSeconds, timeoutSeconds, initialDelaySeconds] = times;
  const { retries = 3 } = check;
  if (check.start_interval !== undefined) notes.leave(path, 'healthcheck.start_interval', 'a probe has one interval');
  if (!/^\d{1,6}$/.test(String(retries)))
    notes.invalid([...path, 'retries'], '`retries` has to be a whole number', 'write `3`');
  return {
    readinessProbe: {
      exec: { command },
      ...(initialDelaySeconds !== 0 && { initialDelaySeconds }),
      ...(periodSeconds !== 10 && { periodSeconds }),
      ...(timeoutSeconds !== 1 && { timeoutSeconds }),
      ...(Number(retries) > 0 && Number(retries) !== 3 && { failureThreshold: Number(retries) }),
    },
  };
}

function commandOf(test: unknown): readonly string[] | 'none' | undefined {
  if (typeof test === 'string' && test !== '') return ['/bin/sh', '-c', test];
  if (!Array.isArray(test)) return undefined;
  const [kind, ...words] = test.map(String);
  if (kind === 'NONE') return 'none';
  if (words.length === 0) return undefined;
  if (kind === 'CMD') return words;
  return kind === 'CMD-SHELL' ? ['/bin/sh', '-c', words.join(' ')] : undefined;
}
