import type { Fields } from '../../equivalence/fields';
import { filled } from '../values';
import type { Notes } from './notes';
import type { ComposePort } from './ports';
import type { Reach } from './reach';

/** Whether a port can be the node port of a Service. */
const isNodePort = (port: number) => port >= 30_000 && port <= 32_767;

/**
 * Whether one Service can offer all ports: each published port has the number of the container's port, or the number of
 * a node port.
 */
function isPublic({ published, inside }: Reach): boolean {
  const once = (port: ComposePort) => published.filter((other) => isSame(other, port)).length === 1;
  const isDirect = ({ target, published: host = target }: ComposePort) => host === target || isNodePort(host);
  return published.length > 0 && inside.every(once) && published.every(isDirect);
}

/**
 * The name of a port. Ports of a pod and of its Services need names if there are several; the result is undefined if
 * there is only one of each.
 */
function portName(port: ComposePort, reach: Reach): string | undefined {
  const hasSeveral = reach.inside.length > 1 || (reach.published.length > 0 && !isPublic(reach));
  const suffix = port.protocol === 'TCP' ? '' : `-${port.protocol.toLowerCase()}`;
  return port.name ?? (hasSeveral ? `port-${port.target}${suffix}` : undefined);
}

/** The ports of a container on which other pods reach it. */
export function containerPorts(reach: Reach): Fields[] {
  return reach.inside.map((port) =>
    filled({ name: portName(port, reach), containerPort: port.target, protocol: protocolOf(port) }),
  );
}

/**
 * The Services of a service. Other services reach it on the ports of its container, as in Compose. If the host publishes
 * a port under another number, a further Service has that number.
 */
export function servicesFor(name: string, reach: Reach, notes: Notes): Fields[] {
  const { published, inside } = reach;
  if (inside.length === 0) return [];
  const isOne = isPublic(reach);
  const own = service(name, name, isOne ? published : inside, reach, ({ target, published: host = 0 }) => ({
    port: target,
    ...(isOne && isNodePort(host) && { nodePort: host }),
  }));
  if (published.length === 0) return [own];
  const list = published.map(({ published: host, target }) =>
    host === target ? host : `${host} (${target} in the container)`,
  );
  const message = `\`${name}\` publishes ${list.join(', ')} on the host; its Service has the type NodePort, so every node of the cluster publishes it`;
  const hint =
    'write `expose: loadBalancer` or a `route` to publish it elsewhere, or `expose: cluster` to publish it nowhere';
  notes.warn('compose-assumed', ['services', name, 'ports'], message, hint);
  const nodes = { type: 'NodePort' };
  if (isOne) return [{ ...own, spec: { ...nodes, ...(own.spec as Fields) } }];
  const further = service(
    `${name}-published`.slice(0, 63),
    name,
    published,
    reach,
    ({ target, published: host = target }) => ({
      port: host,
      ...(isNodePort(host) && { nodePort: host }),
    }),
  );
  return [own, { ...further, spec: { ...nodes, ...(further.spec as Fields) } }];
}

function service(
  name: string,
  app: string,
  ports: readonly ComposePort[],
  reach: Reach,
  numbers: (port: ComposePort) => Fields,
): Fields {
  const listed = ports.map((port, index) => {
    const own = numbers(port);
    const plain = portName(port, reach);
    // Two ports of a Service may lead to the same port of the pod. In this case they need different names.
    const isAgain = ports.findIndex((other) => portName(other, reach) === plain) < index;
    return filled({
      name: isAgain ? `${plain}-${index}` : plain,
      ...own,
      targetPort: plain ?? (own.port === port.target ? undefined : port.target),
      protocol: protocolOf(port),
      appProtocol: port.appProtocol,
    });
  });
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels: { app } },
    spec: { selector: { app }, ports: listed },
  };
}

function protocolOf({ protocol }: ComposePort): string | undefined {
  return protocol === 'TCP' ? undefined : protocol;
}

function isSame(one: ComposePort, other: ComposePort): boolean {
  return one.target === other.target && one.protocol === other.protocol;
}
