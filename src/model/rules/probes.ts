import { containerPorts } from '../ports';
import { type ContainerLocation, containersOf, exactlyOne, invalid, type Rule, type RuleViolation } from './rule';

interface Way {
  readonly exec?: readonly string[];
  readonly sleep?: number;
  readonly successThreshold?: number;
  readonly terminationGracePeriodSeconds?: number;
  readonly http?: string;
  readonly tcp?: true;
  readonly grpc?: true | string;
  readonly port?: number | string;
}

/** Checks that each probe and hook sets exactly one action, and uses a port of its container. */
export const probesAndHooks: Rule = (spec) =>
  containersOf(spec).flatMap(({ path, container }) => {
    const { probes = {}, lifecycle = {} } = container as { probes?: object; lifecycle?: object };
    return [
      ...Object.entries(probes).flatMap(([name, probe]: [string, Way]) => [
        ...exactlyOne([...path, 'probes', name], 'the probe', probe, ['http', 'tcp', 'grpc', 'exec']),
        ...portProblems({ path: [...path, 'probes', name], container }, probe),
        ...idleProblems([...path, 'probes', name], probe),
        ...purposeProblems([...path, 'probes', name], name, probe),
      ]),
      ...Object.entries(lifecycle).flatMap(([name, hook]: [string, Way]) => [
        ...exactlyOne([...path, 'lifecycle', name], 'the hook', hook, ['exec', 'http', 'sleep']),
        ...portProblems({ path: [...path, 'lifecycle', name], container }, hook),
        ...idleProblems([...path, 'lifecycle', name], hook),
        ...longSleep([...path, 'lifecycle', name, 'sleep'], hook, spec.terminationGracePeriodSeconds),
      ]),
    ];
  });

function portProblems({ path, container }: ContainerLocation, { http, tcp, grpc, port }: Way): RuleViolation[] {
  if (http === undefined && tcp === undefined && grpc === undefined) return [];
  if (typeof port === 'number') return [];
  const ports = containerPorts(container);
  if (port === undefined && ports.length === 0) {
    return [invalid(path, 'the container has no port to connect to', 'set a `port`, or use `exec`')];
  }
  if (port === undefined || ports.some(({ name }) => name === port)) return [];
  const names = ports.flatMap(({ name }) => (name === undefined ? [] : [`\`${name}\``]));
  const known = names.length > 0 ? `its ports are ${names.join(', ')}` : 'it has no named ports';
  return [invalid([...path, 'port'], `the container has no port \`${port}\`; ${known}`)];
}

/** Reports a pause that lasts longer than the pod has to stop. */
function longSleep(path: readonly string[], { sleep = 0 }: Way, grace = 30): RuleViolation[] {
  if (sleep <= grace) return [];
  const message = `the pause of ${sleep} seconds is longer than the ${grace} seconds that the pod has to stop`;
  return [
    {
      ...invalid(path, message, 'shorten the pause, or raise `terminationGracePeriodSeconds`'),
      other: ['terminationGracePeriodSeconds'],
    },
  ];
}

/** Reports properties that have no effect, because they belong to another action. */
function idleProblems(path: readonly string[], way: Way): RuleViolation[] {
  const ofHttp = way.http === undefined ? ['headers', 'scheme'].filter((name) => name in way) : [];
  const ofPorts = way.exec !== undefined || way.sleep !== undefined ? ['port'].filter((name) => name in way) : [];
  return [
    ...ofHttp.map((name) => invalid([...path, name], `\`${name}\` needs \`http\``)),
    ...ofPorts.map((name) => invalid([...path, name], `\`${name}\` has no effect with \`exec\` or \`sleep\``)),
  ];
}

/**
 * Reports properties that the kind of probe does not allow.
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes
 */
function purposeProblems(path: readonly string[], name: string, probe: Way): RuleViolation[] {
  const { successThreshold = 1, terminationGracePeriodSeconds } = probe;
  return [
    ...(name !== 'readiness' && successThreshold !== 1
      ? [invalid([...path, 'successThreshold'], `a ${name} probe allows only \`successThreshold: 1\``)]
      : []),
    ...(name === 'readiness' && terminationGracePeriodSeconds !== undefined
      ? [
          invalid(
            [...path, 'terminationGracePeriodSeconds'],
            'a readiness probe never stops the container, so it has no `terminationGracePeriodSeconds`',
          ),
        ]
      : []),
  ];
}
