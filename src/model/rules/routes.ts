import { suggest } from '../../diagnostics';
import { servicePorts } from '../ports';
import { pathsOf, routesOf } from '../routes';
import { invalid, type Rule } from './rule';

/** Reports properties that a Route of OpenShift does not support. @see https://docs.openshift.com/container-platform/latest/rest_api/network_apis/route-route-openshift-io-v1.html */
export const routesFitOpenShift: Rule = (spec) =>
  routesOf(spec)
    .filter(({ values }) => values.as === 'openshift')
    .flatMap(({ path, values }) => {
      const { hosts = [], paths = [], class: ingressClass, tls } = values;
      const [only] = pathsOf(values);
      return [
        ...(hosts.length > 1 ? [invalid([...path, 'hosts'], 'a Route of OpenShift can have only one host')] : []),
        ...(paths.length > 1 ? [invalid([...path, 'paths'], 'a Route of OpenShift can have only one path')] : []),
        ...(only?.to ? [invalid([...path, 'paths'], 'a Route of OpenShift leads only to the flow itself')] : []),
        ...(only && only.pathType !== 'Prefix'
          ? [invalid([...path, 'pathType'], 'a Route of OpenShift supports only `pathType: Prefix`')]
          : []),
        ...(ingressClass !== undefined
          ? [invalid([...path, 'class'], 'a Route of OpenShift has no ingress class')]
          : []),
        ...(typeof tls === 'object'
          ? [
              invalid(
                [...path, 'tls'],
                'a Route of OpenShift has one certificate, for its own host',
                'set the name of its Secret',
              ),
            ]
          : []),
      ];
    });

/** Checks that the port of a route is a named port of the Service. */
export const routesLeadSomewhere: Rule = (spec) => {
  const known = servicePorts(spec).flatMap(({ name }) => (name === undefined ? [] : [name]));
  return routesOf(spec).flatMap(({ path, values }) => {
    const places = [
      { place: ['port'], port: values.port },
      ...(values.paths ?? []).map((entry, index) => ({
        place: ['paths', index, 'port'],
        port: typeof entry === 'string' ? undefined : entry.port,
      })),
    ];
    const unknown = places.flatMap(({ place, port }) => {
      if (port === undefined || known.includes(port)) return [];
      const hint = suggest(port, known);
      return [{ ...invalid([...path, ...place], `the Service has no port \`${port}\``), ...(hint && { hint }) }];
    });
    const twice = pathsOf(values).flatMap(({ port, to }, index) =>
      port !== undefined && to !== undefined
        ? [
            invalid(
              [...path, 'paths', index, 'port'],
              '`port` is a port of this flow, and the path leads to another one',
              'remove `port`, or set the port in `to`: `to: { host: api.host, port: api.namedPort(…) }`',
            ),
          ]
        : [],
    );
    return [...unknown, ...twice];
  });
};

const unclean = /\/\/|\/\.\.?(\/|$)|%2[fF]/;

/**
 * Checks that a path that requests are compared with has no empty part, no `.` and no `..`.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#path-types
 */
export const pathsAreClean: Rule = (spec) =>
  routesOf(spec).flatMap(({ path: place, values }) =>
    pathsOf(values).flatMap(({ path, pathType }, position) =>
      pathType !== 'ImplementationSpecific' && unclean.test(path)
        ? [
            invalid(
              [...place, 'paths', position],
              `found \`${path}\`; expected a path without \`//\`, \`/.\`, \`/..\` and \`%2F\``,
            ),
          ]
        : [],
    ),
  );
