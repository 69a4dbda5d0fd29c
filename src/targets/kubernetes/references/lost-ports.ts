import { isMap, mapsIn } from '../../../data/merge';
import type { Issue } from '../../../diagnostics';
import { podContainersOf } from '../pod-template-of';
import { namesIn } from './names-in';
import { changedField, serviceOf, templatePath, type WrittenApplication, type WrittenObject } from './written-object';

type Port = string | number;

const hint = 'set the port of the flow with `port`, `ports` or `servicePort`, which references follow';

/**
 * Reports ports that a reference uses, and that an override or a patch removed: ports of containers that a Service or a
 * probe leads to, and ports of Services that a route or another flow leads to.
 */
export function lostPorts(application: WrittenApplication): Issue[] {
  const { objects } = application;
  return [
    ...objects.flatMap(lostByProbes),
    ...objects.flatMap((service) => lostByService(service, application)),
    ...lostByRoutes(objects),
    ...lostByFlows(application),
  ];
}

/**
 * Finds ports that probes and hooks use, that their container had before overrides and patches, and that it no longer
 * has.
 */
function lostByProbes(object: WrittenObject): Issue[] {
  if (!object.planned) return [];
  const before = podContainersOf(object.planned);
  return podContainersOf(object.manifest).flatMap((container) => {
    const same = before.find(({ name }) => name === container.name);
    if (!same) return [];
    const [planned, written] = [portsOfContainer(same), portsOfContainer(container)];
    return actionPorts(container)
      .filter((port) => planned.includes(port) && !written.includes(port))
      .map((port) => lostPort(object, `a probe or hook of the container \`${String(container.name)}\``, port));
  });
}

/**
 * Finds target ports of a Service that the pods of its flow had before overrides and patches, and that they no longer
 * have.
 */
function lostByService(service: WrittenObject, { byFlow }: WrittenApplication): Issue[] {
  if (service.planned?.kind !== 'Service' || service.flow === undefined) return [];
  const pods = (byFlow.get(service.flow) ?? []).filter(({ planned }) => planned && podContainersOf(planned).length > 0);
  return pods.flatMap((object) => {
    const planned = podContainersOf(object.planned as object).flatMap(portsOfContainer);
    const written = podContainersOf(object.manifest).flatMap(portsOfContainer);
    return portsOf(service.manifest).flatMap(({ port, targetPort = port }): Issue[] => {
      if (targetPort === undefined || written.includes(targetPort)) return [];
      if (planned.includes(targetPort)) return [lostPort(object, `\`${service.path}\``, targetPort)];
      if (typeof targetPort === 'number') return [];
      const message = `an override or a patch sets the target port \`${targetPort}\`, which no container of \`${object.path}\` has`;
      return [changedField(service, 'spec.ports', message, hint)];
    });
  });
}

/** Finds ports that an Ingress leads to and that the Service does not have. */
function lostByRoutes(objects: readonly WrittenObject[]): Issue[] {
  const services = new Map(
    objects
      .filter(({ planned }) => planned?.kind === 'Service')
      .toReversed()
      .map((service) => [service.manifest.metadata.name, service]),
  );
  return objects.flatMap((from) =>
    namesIn(from.manifest).flatMap(({ kind, name, port }): Issue[] => {
      const service = kind === 'Service' ? services.get(name) : undefined;
      if (!service || port === undefined || has(service, port)) return [];
      return [lostPort(service, `\`${from.path}\``, port)];
    }),
  );
}

/** Finds ports that other flows refer to, and that an override or a patch removed from the Service. */
function lostByFlows(application: WrittenApplication): Issue[] {
  return application.edges.flatMap(({ path, to, port }): Issue[] => {
    const service = port === undefined ? undefined : serviceOf(application, to);
    return !service || port === undefined || has(service, port) ? [] : [lostPort(service, `\`${path}\``, port)];
  });
}

function lostPort(object: WrittenObject, by: string, port: Port): Issue {
  const message = `${by} uses the port \`${port}\`, which an override or a patch removes from \`${object.path}\``;
  return changedField(
    object,
    object.manifest.kind === 'Service' ? 'spec.ports' : `${templatePath(object)}.spec`,
    message,
    hint,
  );
}

function has({ manifest }: WrittenObject, wanted: Port): boolean {
  return portsOf(manifest).some(({ name, port }) => port === wanted || name === wanted);
}

interface ServicePort {
  readonly name?: string;
  readonly port?: number;
  readonly targetPort?: Port;
}

function portsOf({ spec }: WrittenObject['manifest']): readonly ServicePort[] {
  const ports = isMap(spec) ? spec.ports : undefined;
  return mapsIn(ports);
}

type Container = Readonly<Record<string, unknown>>;

/** The names and numbers of a container's ports. */
function portsOfContainer({ ports }: Container): Port[] {
  return mapsIn(ports).flatMap(({ name, containerPort }) =>
    [name, containerPort].filter((port): port is Port => typeof port === 'string' || typeof port === 'number'),
  );
}

/** The ports that the probes and hooks of a container connect to. */
function actionPorts(value: unknown, key = ''): Port[] {
  if (!isMap(value)) return [];
  const { port } = value;
  const own = ['httpGet', 'tcpSocket', 'grpc'].includes(key) && (typeof port === 'string' || typeof port === 'number');
  return [...(own ? [port] : []), ...Object.entries(value).flatMap(([inner, below]) => actionPorts(below, inner))];
}
