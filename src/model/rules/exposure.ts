import type { WorkloadSpec } from '../flow-spec';
import { containerPorts, servicePorts } from '../ports';
import { containersOf, invalid, type Rule, type RuleViolation } from './rule';

const ofLoadBalancers = ['loadBalancerClass', 'loadBalancerSourceRanges'];

/** Checks that the properties of a Service match its `expose`. */
export const exposureFits: Rule = (spec) => {
  if (spec.kind !== 'service' && spec.kind !== 'store') return withoutService(spec);
  const { expose = 'cluster', service = {} } = spec;
  const isOutside = expose === 'nodePort' || expose === 'loadBalancer';
  const pinned = servicePorts(spec).filter(({ nodePort }) => nodePort !== undefined);
  const numbers = pinned.map(({ nodePort }) => nodePort);
  const strange = [
    ...(isOutside ? [] : ['externalTrafficPolicy']),
    ...(expose === 'loadBalancer' ? [] : ofLoadBalancers),
  ].filter((name) => name in service);
  return [
    ...strange.map((name) => invalid(['service', name], `\`${name}\` has no effect with \`expose: ${expose}\``)),
    ...(pinned.length > 0 && !isOutside
      ? [
          invalid(
            ['nodePort'],
            `\`nodePort\` has no effect with \`expose: ${expose}\``,
            'set `expose: nodePort` or `expose: loadBalancer`',
          ),
        ]
      : []),
    ...(new Set(numbers).size < numbers.length ? [invalid(['nodePort'], 'two ports have the same `nodePort`')] : []),
  ];
};

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
