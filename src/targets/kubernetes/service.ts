import type { Service, ServiceSpec as ServiceFields, ServicePort } from 'kubernetes-types/core/v1';
import type { ServiceSpec, StoreSpec } from '../../model/flow-spec';
import type { NamingContext } from '../../model/naming';
import { type OfferedPort, servicePorts, targetOf } from '../../model/ports';
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
  const { labels, annotations, ...details } = spec.service ?? {};
  return manifest<Service>({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: metadata(context, spec, 'service', { labels, annotations }),
    spec: fields<ServiceFields>({
      type: types[spec.expose ?? 'cluster'],
      clusterIP: spec.expose === 'headless' ? 'None' : undefined,
      ...details,
      selector: selectorLabels(context, spec.flow),
      ports: servicePorts(spec).map((port) => servicePort(spec, port)),
    }),
  });
}

function servicePort(spec: ServiceSpec | StoreSpec, port: OfferedPort): Fields<ServicePort> {
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
