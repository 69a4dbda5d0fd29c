import type { WorkloadSpec } from '../spec/flow-spec';
import { formatImage } from '../spec/image-reference';
import { isToken, type Token } from '../spec/reference';
import { compact } from './manifest';
import { portName } from './port-name';
import { containerProbes } from './probes';
import { containerSecurityContext } from './security';

/** The name of a store's volume within its pod. */
export const volumeName = 'data';

/** The one container of a flow, named like the flow. */
export function container(spec: WorkloadSpec): object {
  const volume = spec.kind === 'store' ? spec.volume : undefined;
  return compact({
    name: spec.flow,
    image: formatImage(spec.image),
    imagePullPolicy: spec.pullPolicy,
    command: spec.command,
    args: spec.args,
    env: environmentVariables(spec.env),
    ports: spec.kind === 'worker' ? undefined : [{ name: portName, containerPort: spec.port }],
    resources: spec.resources,
    ...containerProbes(spec),
    securityContext: containerSecurityContext(spec),
    volumeMounts: volume && [{ name: volumeName, mountPath: volume.mountPath }],
  });
}

/** Sorted by name, so that the order in which layers spoke does not show. */
function environmentVariables(env: WorkloadSpec['env']): object[] | undefined {
  const entries = Object.entries(env ?? {}) as [string, string | Token][];
  if (entries.length === 0) return undefined;
  return entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value: isToken(value) ? asText(value) : value }));
}

/** A port is a number, and a variable's value is text: cdk8s resolves this when it writes the object. */
function asText(token: Token): { resolve(): string } {
  return { resolve: () => String(token.resolve()) };
}
