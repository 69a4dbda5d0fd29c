import { containerPorts } from '../ports';
import { type ContainerPlace, containersOf, exactlyOne, invalid, type Rule, type RuleFinding } from './rule';

interface Way {
  readonly http?: string;
  readonly tcp?: true;
  readonly grpc?: true | string;
  readonly port?: number | string;
}

/** Probes and hooks say one way each, and ask a port that is there. */
export const probesAndHooks: Rule = (spec) =>
  containersOf(spec).flatMap(({ path, container }) => {
    const { probes = {}, lifecycle = {} } = container as { probes?: object; lifecycle?: object };
    return [
      ...Object.entries(probes).flatMap(([name, probe]: [string, Way]) => [
        ...exactlyOne([...path, 'probes', name], 'the probe', probe, ['http', 'tcp', 'grpc', 'exec']),
        ...portProblems({ path: [...path, 'probes', name], container }, probe),
      ]),
      ...Object.entries(lifecycle).flatMap(([name, hook]: [string, Way]) => [
        ...exactlyOne([...path, 'lifecycle', name], 'the hook', hook, ['exec', 'http', 'sleep']),
        ...portProblems({ path: [...path, 'lifecycle', name], container }, hook),
      ]),
    ];
  });

function portProblems({ path, container }: ContainerPlace, { http, tcp, grpc, port }: Way): RuleFinding[] {
  if (http === undefined && tcp === undefined && grpc === undefined) return [];
  if (typeof port === 'number') return [];
  const ports = containerPorts(container);
  if (port === undefined && ports.length === 0) {
    return [invalid(path, 'the container listens on no port, so nothing would answer', 'say its `port`, or use exec')];
  }
  if (port === undefined || ports.some(({ name }) => name === port)) return [];
  const names = ports.flatMap(({ name }) => (name === undefined ? [] : [`\`${name}\``]));
  const known = names.length > 0 ? `its ports are ${names.join(', ')}` : 'its port has no name';
  return [invalid([...path, 'port'], `the container has no port \`${port}\`; ${known}`)];
}
