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
import { containerPorts } from '../../model/ports';
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
  { http, headers, scheme, tcp, grpc, exec, port: namedPort, ...timing }: Probe,
): Fields<ProbeFields> {
  const port = namedPort ?? mainPort(container);
  const httpHeaders = headers && Object.entries(headers).map(([name, value]) => ({ name, value }));
  return fields<ProbeFields>({
    httpGet: http === undefined ? undefined : fields<HTTPGetAction>({ path: http, port, scheme, httpHeaders }),
    tcpSocket: tcp && { port },
    // Without a service name, the probe asks for the health of the whole server.
    grpc:
      grpc === undefined
        ? undefined
        : fields<GRPCAction>({
            port: portNumber(container, port),
            service: grpc === true || grpc === '' ? undefined : grpc,
          }),
    exec: exec && { command: exec },
    ...timing,
  });
}

function hook(container: object, { exec, http, port = mainPort(container), sleep }: Hook): Fields<LifecycleHandler> {
  return fields<LifecycleHandler>({
    exec: exec && { command: exec },
    httpGet: http === undefined ? undefined : { path: http, port },
    sleep: sleep === undefined ? undefined : { seconds: sleep },
  });
}

function mainPort(container: object): string | number | undefined {
  const [first] = containerPorts(container);
  return first?.name ?? first?.port;
}

/** A gRPC probe cannot use the name of a port. */
function portNumber(container: object, port: string | number | undefined): number | undefined {
  if (typeof port !== 'string') return port;
  return containerPorts(container).find(({ name }) => name === port)?.port;
}
