import { suggest } from '../../diagnostics';
import { servicePorts } from '../ports';
import { invalid, type Rule } from './rule';

/** Reports properties that a Route of OpenShift does not support. @see https://docs.openshift.com/container-platform/latest/rest_api/network_apis/route-route-openshift-io-v1.html */
export const routesFitOpenShift: Rule = (spec) => {
  if (spec.kind !== 'service' || spec.route?.as !== 'openshift') return [];
  const { hosts = [], paths = [], pathType, class: ingressClass } = spec.route;
  return [
    ...(hosts.length > 1 ? [invalid(['route', 'hosts'], 'a Route of OpenShift can have only one host')] : []),
    ...(paths.length > 1 ? [invalid(['route', 'paths'], 'a Route of OpenShift can have only one path')] : []),
    ...(pathType !== undefined && pathType !== 'Prefix'
      ? [invalid(['route', 'pathType'], 'a Route of OpenShift supports only `pathType: Prefix`')]
      : []),
    ...(ingressClass !== undefined ? [invalid(['route', 'class'], 'a Route of OpenShift has no ingress class')] : []),
  ];
};

/** Checks that the port of a route is a named port of the Service. */
export const routesLeadSomewhere: Rule = (spec) => {
  if (spec.kind !== 'service' || spec.route?.port === undefined) return [];
  const { port } = spec.route;
  const known = servicePorts(spec).flatMap(({ name }) => (name === undefined ? [] : [name]));
  if (known.includes(port)) return [];
  const hint = suggest(port, known);
  return [{ ...invalid(['route', 'port'], `the Service has no port \`${port}\``), ...(hint && { hint }) }];
};
