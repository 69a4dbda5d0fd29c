import type { Service, ServiceSpec as ServiceFields, ServicePort } from 'kubernetes-types/core/v1';
import type { ServiceSpec, StoreSpec } from '../../model/flow-spec';
import { type NamingContext, objectName } from '../../model/naming';
import { type OfferedPort, servicePorts, targetOf } from '../../model/ports';
import { furtherServices } from '../../model/services';
import { type Fields, fields, manifest } from './fields';
import type { Manifest } from './manifest';
import { metadata } from './metadata';
import { selectorLabels } from './selector';

type Flow = ServiceSpec | StoreSpec;

const types = {
  cluster: 'ClusterIP',
  headless: 'ClusterIP',
  nodePort: 'NodePort',
  loadBalancer: 'LoadBalancer',
} as const;

/** The flow's own Service, which references to the flow use. */
export function service(context: NamingContext, spec: Flow): Manifest {
  return serviceObject(context, spec, {
    name: objectName(context, spec.flow, 'service'),
    expose: spec.expose,
    options: spec.service ?? {},
    ports: servicePorts(spec),
  });
}

/** The other Services of a flow, by their names in files and overrides. */
export function otherServices(context: NamingContext, spec: Flow): Record<string, Manifest> {
  return Object.fromEntries(
    furtherServices(spec).map(({ key, values, ports }) => {
      const { name: _, ports: __, expose, ...options } = values;
      const name = serviceName(context, spec, key);
      return [`service-${key}`, serviceObject(context, spec, { name, expose, options, ports })];
    }),
  );
}

/** The name of a Service of a flow. @param key its name in `services`; undefined for the flow's own Service */
export function serviceName(context: NamingContext, { flow, services }: Flow, key: string | undefined): string {
  const own = objectName(context, flow, 'service');
  return key === undefined ? own : (services?.[key]?.name ?? `${own}-${key}`);
}

interface ServiceValues {
  readonly name: string;
  readonly expose: Flow['expose'];
  readonly options: NonNullable<Flow['service']>;
  readonly ports: readonly OfferedPort[];
}

/** @see https://kubernetes.io/docs/concepts/services-networking/service/ */
function serviceObject(context: NamingContext, spec: Flow, { name, expose, options, ports }: ServiceValues): Manifest {
  const { labels, annotations, ...details } = options;
  return manifest<Service>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(context, spec, 'service', { name, labels, annotations }),
    spec: fields<ServiceFields>({
      type: types[expose ?? 'cluster'],
      clusterIP: expose === 'headless' ? 'None' : undefined,
      ...details,
      selector: selectorLabels(context, spec.flow),
      ports: ports.map((port) => servicePort(spec, port)),
    }),
  });
}

function servicePort(spec: Flow, port: OfferedPort): Fields<ServicePort> {
  const { servicePortName: name, servicePort, nodePort, protocol, appProtocol } = port;
  return fields<ServicePort>({
    name,
    port: servicePort,
    targetPort: targetOf(spec, port),
    nodePort,
    protocol,
    appProtocol,
  });
}
