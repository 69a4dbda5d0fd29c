import type { Service, ServiceSpec as ServiceFields, ServicePort } from 'kubernetes-types/core/v1';
import type { ServiceSpec, StoreSpec } from '../../model/flow-spec';
import type { NamingContext } from '../../model/naming';
import { type PortSpec, servicePorts } from '../../model/ports';
import { type Fields, fields, manifest } from './fields';
import type { Manifest } from './manifest';
import { metadata } from './metadata';
import { selectorLabels } from './selector';

const types = {
  cluster: 'ClusterIP',
  headless: 'ClusterIP',
  nodePort: 'NodePort',
  loadBalancer: 'LoadBalancer',
} as const;

/** @see https://kubernetes.io/docs/concepts/services-networking/service/ */
export function service(context: NamingContext, spec: ServiceSpec | StoreSpec): Manifest {
  const { annotations, ...details } = spec.service ?? {};
  return manifest<Service>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(context, spec, 'service', { annotations }),
    spec: fields<ServiceFields>({
      type: types[spec.expose ?? 'cluster'],
      clusterIP: spec.expose === 'headless' ? 'None' : undefined,
      ...details,
      selector: selectorLabels(context, spec.flow),
      ports: servicePorts(spec).map((port) => servicePort(port)),
    }),
  });
}

/** The target port is a name if container and Service use the same name, else a number. */
function servicePort({
  name,
  servicePortName,
  port,
  servicePort,
  nodePort,
  protocol,
  appProtocol,
}: PortSpec): Fields<ServicePort> {
  const targetPort = name !== undefined && name === servicePortName ? name : port;
  return fields<ServicePort>({ name: servicePortName, port: servicePort, targetPort, nodePort, protocol, appProtocol });
}
