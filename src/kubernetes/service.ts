import type { ServiceSpec, StoreSpec, WorkloadSpec } from '../spec/flow-spec';
import { objectLabels } from './labels';
import { compact, type Manifest } from './manifest';
import { type NamingContext, objectName, selectorLabels } from './naming';
import { portName } from './port-name';

const types = { cluster: 'ClusterIP', nodePort: 'NodePort', loadBalancer: 'LoadBalancer' } as const;

/** @see https://kubernetes.io/docs/concepts/services-networking/service/ */
export function service(context: NamingContext, spec: WorkloadSpec): Manifest | undefined {
  if (spec.kind === 'worker') return undefined;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: compact({
      name: objectName(context, spec.flow),
      labels: objectLabels(context, spec),
      annotations: spec.annotations,
    }) as Manifest['metadata'],
    spec: {
      type: types[(spec.kind === 'service' && spec.expose) || 'cluster'],
      selector: selectorLabels(context, spec.flow),
      ports: [port(spec)],
    },
  };
}

function port(spec: ServiceSpec | StoreSpec): object {
  const nodePort = spec.kind === 'service' ? spec.nodePort : undefined;
  return compact({ name: portName, port: spec.port, targetPort: portName, nodePort });
}
