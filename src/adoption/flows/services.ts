import { type Fields, fieldsOf, itemsOf } from '../../equivalence/fields';
import { nameIn } from '../source-object';
import { filled } from '../values';
import { offeredProps, type ReadPort } from './ports';

/** What a Service says beside its ports and its selector. */
export function readService(service: Fields): Record<string, unknown> {
  const spec = fieldsOf(service.spec);
  return filled({ expose: exposureOf(spec), service: detailsOf(spec) });
}

/** Further Services of a flow, by the names that the model gives them. */
export function readFurther(services: readonly Fields[], own: string, ports: readonly ReadPort[]): Fields {
  const entries = services.map((service) => {
    const name = nameIn(service);
    const key = name.startsWith(`${own}-`) ? name.slice(own.length + 1) : name;
    const spec = fieldsOf(service.spec);
    const offered = itemsOf(spec.ports).flatMap((port) => {
      const found = ports.find((one) => one.listedName !== undefined && one.listedName === port.targetPort);
      const read = found ?? ports.find(({ port: number }) => number === Number(port.targetPort ?? port.port));
      if (!read) return [];
      const { servicePort: _, ...rest } = offeredProps({ ...read, offered: port }, ports, read.key);
      const isDefault = read.offered ? read.offered.port === port.port : read.port === port.port;
      return [[read.key, { ...(!isDefault && { servicePort: port.port }), ...rest }] as const];
    });
    return [
      key,
      filled({
        name: key === name ? name : undefined,
        expose: exposureOf(spec),
        ...detailsOf(spec),
        ports: Object.fromEntries(offered),
      }),
    ];
  });
  return Object.fromEntries(entries);
}

function exposureOf({ type, clusterIP }: Fields): string | undefined {
  if (clusterIP === 'None') return 'headless';
  if (type === 'NodePort') return 'nodePort';
  return type === 'LoadBalancer' ? 'loadBalancer' : undefined;
}

function detailsOf(spec: Fields): Fields {
  return filled({
    externalTrafficPolicy: spec.externalTrafficPolicy,
    sessionAffinity: spec.sessionAffinity === 'None' ? undefined : spec.sessionAffinity,
    publishNotReadyAddresses: spec.publishNotReadyAddresses,
    loadBalancerClass: spec.loadBalancerClass,
    loadBalancerSourceRanges: spec.loadBalancerSourceRanges,
  });
}
