import type {
  Container,
  GRPCAction,
  HTTPGetAction,
  Lifecycle,
  LifecycleHandler,
  Probe as ProbeFields,
} from 'kubernetes-types/core/v1';
import { unlessEmpty } from '../../model/compact';
import type { SidecarSpec } from '../../model/flow-spec';
import { containerPorts, type PortSpec } from '../../model/ports';
import { type Fields, fields } from './fields';

type Probe = NonNullable<NonNullable<SidecarSpec['probes']>['readiness']>;
type Hook = NonNullable<NonNullable<SidecarSpec['lifecycle']>['preStop']>;

/** @see https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/#probe-v1-core */
export function containerProbes(
  container: object,
): Fields<Pick<Container, 'readinessProbe' | 'livenessProbe' | 'startupProbe'>> {
  const { readiness, liveness, startup } = (container as Pick<SidecarSpec, 'probes'>).probes ?? {};
  return fields<Pick<Container, 'readinessProbe' | 'livenessProbe' | 'startupProbe'>>({
    readinessProbe: readiness && probe(container, readiness),
    livenessProbe: liveness && probe(container, liveness),
    startupProbe: startup && probe(container, startup),
  });
}

/** @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/ */
export function containerLifecycle(container: object): Fields<Lifecycle> | undefined {
  const { postStart, preStop } = (container as Pick<SidecarSpec, 'lifecycle'>).lifecycle ?? {};
  return unlessEmpty(
    fields<Lifecycle>({
      postStart: postStart && hook(container, postStart),
      preStop: preStop && hook(container, preStop),
    }),
  );
}

function probe(
  container: object,
  { http, headers, scheme, tcp, grpc, exec, port: wanted, ...timing }: Probe,
): Fields<ProbeFields> {
  const port = listedPort(container, wanted);
  const httpHeaders = headers && Object.entries(headers).map(([name, value]) => ({ name, value }));
  return fields<ProbeFields>({
    httpGet: http === undefined ? undefined : fields<HTTPGetAction>({ path: http, port, scheme, httpHeaders }),
    tcpSocket: tcp && { port },
    // Without a service name, the probe asks for the health of the whole server.
    grpc:
      grpc === undefined
        ? undefined
        : fields<GRPCAction>({
            port: portNumber(container, wanted),
            service: grpc === true || grpc === '' ? undefined : grpc,
          }),
    exec: exec && { command: exec },
    ...timing,
  });
}

function hook(container: object, { exec, http, port, sleep }: Hook): Fields<LifecycleHandler> {
  return fields<LifecycleHandler>({
    exec: exec && { command: exec },
    httpGet: http === undefined ? undefined : { path: http, port: listedPort(container, port) },
    sleep: sleep === undefined ? undefined : { seconds: sleep },
  });
}

/** The port of a probe or hook: its name in the container's list of ports, or its number if it has no name there. */
function listedPort(container: object, wanted: number | string | undefined): string | number | undefined {
  if (typeof wanted === 'number') return wanted;
  const port = findPort(container, wanted);
  return port?.containerPortName ?? port?.port;
}

/** The number of a port for a gRPC probe, which cannot use the name of a port. */
function portNumber(container: object, wanted: string | number | undefined): number | undefined {
  return typeof wanted === 'number' ? wanted : findPort(container, wanted)?.port;
}

/** The port with a name in the model, or the main port if no name is given. */
function findPort(container: object, wanted: string | undefined): PortSpec | undefined {
  const ports = containerPorts(container);
  return wanted === undefined ? ports[0] : ports.find(({ name }) => name === wanted);
}
