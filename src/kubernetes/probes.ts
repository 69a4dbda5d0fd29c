import type { WorkloadSpec } from '../spec/flow-spec';
import { compact } from './manifest';
import { portName } from './port-name';

type Probe = NonNullable<NonNullable<WorkloadSpec['probes']>['readiness']>;

export function containerProbes({ probes = {} }: WorkloadSpec): object {
  return compact({
    readinessProbe: probe(probes.readiness),
    livenessProbe: probe(probes.liveness),
    startupProbe: probe(probes.startup),
  });
}

/** @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#probe-v1-core */
function probe(said: Probe | undefined): object | undefined {
  if (!said) return undefined;
  const { http, tcp, exec, ...timing } = said;
  return compact({
    httpGet: http && { path: http, port: portName },
    tcpSocket: tcp && { port: portName },
    exec: exec && { command: exec },
    ...timing,
  });
}
