import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { filled } from '../values';
import type { ReadPort } from './ports';

/** The probes of a container as the model says them. */
export function readProbes(container: Fields, ports: readonly ReadPort[]): Fields {
  const probes = filled({
    readiness: readProbe(container.readinessProbe, ports),
    liveness: readProbe(container.livenessProbe, ports),
    startup: readProbe(container.startupProbe, ports),
  });
  return filled({ probes });
}

/** The hooks of a container as the model says them. */
export function readLifecycle(container: Fields, ports: readonly ReadPort[]): Fields {
  const { postStart, preStop } = fieldsOf(container.lifecycle);
  return filled({ lifecycle: filled({ postStart: readHook(postStart, ports), preStop: readHook(preStop, ports) }) });
}

function readProbe(probe: unknown, ports: readonly ReadPort[]): Fields {
  const { httpGet, tcpSocket, grpc, exec, ...timing } = fieldsOf(probe);
  const [http, tcp, call] = [fieldsOf(httpGet), fieldsOf(tcpSocket), fieldsOf(grpc)];
  const headers = Object.fromEntries(itemsOf(http.httpHeaders).map(({ name, value }) => [name, value]));
  return filled({
    ...(httpGet !== undefined && {
      http: http.path ?? '/',
      headers,
      scheme: http.scheme,
      port: portOf(http.port, ports),
    }),
    ...(tcpSocket !== undefined && { tcp: true, port: portOf(tcp.port, ports) }),
    ...(grpc !== undefined && { grpc: call.service || true, port: call.port }),
    exec: fieldsOf(exec).command,
    ...timing,
  });
}

function readHook(hook: unknown, ports: readonly ReadPort[]): Fields {
  const { exec, httpGet, sleep } = fieldsOf(hook);
  const { path, port } = fieldsOf(httpGet);
  return filled({
    exec: fieldsOf(exec).command,
    ...(httpGet !== undefined && { http: path ?? '/', port: portOf(port, ports) }),
    sleep: fieldsOf(sleep).seconds,
  });
}

/** How the model names the port of a probe; undefined for the main port, as the container lists it. */
function portOf(wanted: unknown, ports: readonly ReadPort[]): unknown {
  const [main] = ports;
  if (main && wanted === (main.isListed ? (main.listedName ?? main.port) : main.port)) return undefined;
  const named = ports.find(({ listedName }) => listedName !== undefined && listedName === wanted);
  return named?.key ?? wanted;
}
