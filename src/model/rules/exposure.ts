import { duplicates } from '../../diagnostics';
import type { ServiceSpec, WorkloadSpec } from '../flow-spec';
import { containerPorts, type OfferedPort, servicePorts } from '../ports';
import { furtherServices } from '../services';
import { containersOf, invalid, type Rule, type RuleViolation } from './rule';

const ofLoadBalancers = ['loadBalancerClass', 'loadBalancerSourceRanges'];

/** Checks that the properties of all Services of a flow match their `expose`. */
export const exposureFits: Rule = (spec) => {
  if (spec.kind !== 'service' && spec.kind !== 'store') return withoutService(spec);
  const further = furtherServices(spec);
  const services = [servicePorts(spec), ...further.map(({ ports }) => ports)];
  return [
    ...optionsFit({
      path: [],
      optionsPath: ['service'],
      expose: spec.expose,
      options: spec.service,
      ports: servicePorts(spec),
    }),
    ...further.flatMap(({ key, values, ports }) => {
      const path = ['services', key];
      return optionsFit({ path, optionsPath: path, expose: values.expose, options: values, ports });
    }),
    ...(asksTwice(services) ? [invalid(['nodePort'], 'two ports have the same `nodePort`')] : []),
  ];
};

/** A cluster gives a port of the nodes once. Only one port of one Service can have it for several protocols. */
function asksTwice(services: readonly (readonly OfferedPort[])[]): boolean {
  const asked = services.flatMap((ports, service) =>
    ports.flatMap(({ nodePort, servicePort, protocol = 'TCP' }) =>
      nodePort === undefined ? [] : [{ nodePort, place: `${service} ${servicePort}`, protocol }],
    ),
  );
  return duplicates(asked, ({ nodePort }) => `${nodePort}`).some(
    ([first, again]) => first.place !== again.place || first.protocol === again.protocol,
  );
}

interface ExposedService {
  /** The path of the group that contains `expose`. */
  readonly path: readonly string[];
  readonly optionsPath: readonly string[];
  readonly expose: ServiceSpec['expose'];
  readonly options: object | undefined;
  readonly ports: readonly OfferedPort[];
}

function optionsFit({ path, optionsPath, expose = 'cluster', options = {}, ports }: ExposedService): RuleViolation[] {
  const isOutside = expose === 'nodePort' || expose === 'loadBalancer';
  const unfit = [
    ...(isOutside ? [] : ['externalTrafficPolicy']),
    ...(expose === 'loadBalancer' ? [] : ofLoadBalancers),
  ].filter((name) => name in options);
  return [
    ...unfit.map((name) => invalid([...optionsPath, name], `\`${name}\` has no effect with \`expose: ${expose}\``)),
    ...(!isOutside && ports.some(({ nodePort }) => nodePort !== undefined)
      ? [
          invalid(
            [...path, 'nodePort'],
            `\`nodePort\` has no effect with \`expose: ${expose}\``,
            'set `expose: nodePort` or `expose: loadBalancer`',
          ),
        ]
      : []),
  ];
}

const ofServices = [
  'servicePort',
  'servicePortName',
  'targetPort',
  'containerPort',
  'nodePort',
  'appProtocol',
] as const;

/** Reports properties of a Service in a flow that has none. */
function withoutService(spec: WorkloadSpec): RuleViolation[] {
  return containersOf(spec).flatMap(({ path, container }) => {
    const withPorts = container as { readonly ports?: Readonly<Record<string, object | null>> };
    const places: [string[], object][] = [
      [[...path], container],
      ...Object.entries(withPorts.ports ?? {}).map(([name, port]): [string[], object] => [
        [...path, 'ports', name],
        port ?? {},
      ]),
    ];
    return containerPorts(container).length === 0
      ? []
      : places.flatMap(([place, port]) =>
          ofServices
            .filter((name) => (port as Readonly<Record<string, unknown>>)[name] !== undefined)
            .map((name) =>
              invalid([...place, name], `\`${name}\` has no effect, because a ${spec.kind} has no Service`),
            ),
        );
  });
}
