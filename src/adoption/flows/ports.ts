import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { filled, textOf } from '../values';
import { numbered } from '../words';

/** A port of a container, and the port of the flow's own Service that leads to it. */
export interface ReadPort {
  /** The name in the model. */
  readonly key: string;
  readonly container: string;
  readonly port: number;
  /** The name in the container's list; undefined if it has none. */
  readonly listedName: string | undefined;
  readonly isListed: boolean;
  readonly protocol: string | undefined;
  /** The port of the flow's own Service. */
  readonly offered: Fields | undefined;
}

/**
 * The ports of the containers, the main container first, and those of the Service.
 *
 * @param containers the main container first
 * @param further further Services, whose ports must be known too
 */
export function readPorts(
  containers: readonly Fields[],
  service: Fields | undefined,
  further: readonly Fields[],
): ReadPort[] {
  const listed = containers.flatMap((container) =>
    itemsOf(container.ports).map((port) => ({ container: String(container.name), port })),
  );
  const offered = [...offeredBy(service)];
  const own = listed.map(({ container, port }): ReadPort => {
    const at = offered.findIndex((one) => leadsTo(one, port));
    const [leading] = at < 0 ? [] : offered.splice(at, 1);
    const listedName = textOf(port.name);
    return {
      key: listedName ?? textOf(leading?.name) ?? `port-${String(port.containerPort)}`,
      container,
      port: Number(port.containerPort),
      listedName,
      isListed: true,
      protocol: textOf(port.protocol) ?? textOf(leading?.protocol),
      offered: leading,
    };
  });
  const main = String(containers[0]?.name);
  const unlisted = [
    ...offered,
    ...further.flatMap(offeredBy).filter((one) => !listed.some(({ port }) => leadsTo(one, port))),
  ];
  const beside = unlisted.flatMap((one, index): ReadPort[] => {
    const named = own.find(({ listedName }) => listedName !== undefined && listedName === one.targetPort);
    const port = named?.port ?? targetNumber(one);
    if (port === undefined) return [];
    const container = named?.container ?? own.find((other) => other.port === port)?.container ?? main;
    const key = textOf(one.name) ?? `port-${String(one.port)}`;
    const protocol = textOf(one.protocol);
    return [
      {
        key,
        container,
        port,
        listedName: undefined,
        isListed: false,
        protocol,
        offered: index < offered.length ? one : undefined,
      },
    ];
  });
  return distinct([...own, ...beside]);
}

/** The properties of the ports of one container. A single port without a name in its list needs no table. */
export function portProps(all: readonly ReadPort[], container: string, hasService: boolean): Fields {
  const ports = all.filter((port) => port.container === container);
  const [only] = ports;
  const isMain = all[0]?.container === container;
  if (ports.length === 1 && only && only.listedName === undefined && isMain && only.protocol === undefined) {
    const { port, offered, isListed } = only;
    return filled({
      port,
      ...(offered ? offeredProps(only, all, undefined) : hasService && { servicePort: false }),
      ...(!isListed && { containerPort: false }),
    });
  }
  const entries = ports.map((port) => [
    port.key,
    filled({
      port: port.port,
      ...(port.offered ? offeredProps(port, all, port.key) : hasService && { servicePort: false }),
      ...(port.isListed
        ? port.listedName !== port.key && { containerPortName: port.listedName ?? false }
        : { containerPort: false }),
      protocol: port.protocol,
    }),
  ]);
  return filled({ ports: Object.fromEntries(entries) });
}

/** The properties of a port in a Service: the flow's own one, or a further one. @param name the name in the model */
export function offeredProps(port: ReadPort, all: readonly ReadPort[], name: string | undefined): Fields {
  const { offered = {} } = port;
  const serviceName = textOf(offered.name);
  const target = all.find(
    (other) => other.isListed && other.port === port.port && other.protocol === port.protocol,
  )?.listedName;
  const byDefault = target !== undefined && target === serviceName;
  const isName = typeof offered.targetPort === 'string' && !/^\d+$/.test(offered.targetPort);
  return filled({
    servicePort: offered.port === port.port ? undefined : offered.port,
    servicePortName: serviceName === name ? undefined : (serviceName ?? false),
    targetPort: isName === byDefault ? undefined : isName ? 'name' : 'number',
    nodePort: offered.nodePort,
    appProtocol: offered.appProtocol,
  });
}

/** Whether a port of a Service leads to a port that a container lists. */
export function leadsTo(offered: Fields, listed: Fields): boolean {
  const { targetPort = offered.port } = offered;
  const sameProtocol = (textOf(offered.protocol) ?? 'TCP') === (textOf(listed.protocol) ?? 'TCP');
  return sameProtocol && (targetPort === listed.name || Number(targetPort) === listed.containerPort);
}

function offeredBy(service: Fields | undefined): readonly Fields[] {
  return itemsOf(fieldsOf(service?.spec).ports);
}

function targetNumber({ port, targetPort = port }: Fields): number | undefined {
  const number = Number(targetPort);
  return Number.isInteger(number) ? number : undefined;
}

/** The ports, each with a name that no other port has. */
function distinct(ports: readonly ReadPort[]): ReadPort[] {
  const known = new Set<string>();
  return ports.map((port) => ({ ...port, key: numbered(port.key, known) }));
}
